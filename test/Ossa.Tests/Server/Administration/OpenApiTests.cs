using System.Text.Json.Nodes;
using Ossa.Server.Administration;
using Ossa.Server.Identity;
using Ossa.Tests.Server.Rpc;
using Ossa.Tests.Tidy;
using Xunit;

namespace Ossa.Tests.Server.Administration;

/// <summary>What the OpenAPI document of the admin API says, and to whom.</summary>
public sealed class OpenApiTests : RpcTest
{
    private const string Page = "docs/openapi.json";

    private static readonly IReadOnlyList<AdminOperation> Catalogue = AdminCatalogue.Create(
        null,
        new ExplainUrl(null!, null!, null!, null),
        new ReadStatus(null!, null!),
        new AccessKeyRing(),
        TimeProvider.System
    );

    private static string Printed => System.Text.Encoding.UTF8.GetString(OpenApiDocument.Write(Catalogue));

    [Fact]
    public void The_page_is_what_the_catalogue_prints()
    {
        var path = SourceTree.PathOf(Page);
        if (Environment.GetEnvironmentVariable("OSSA_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, Printed);
        }

        Assert.Equal(Printed, File.ReadAllText(path), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Every_operation_is_described_with_all_that_can_be_asked_of_it()
    {
        var document = JsonNode.Parse(Printed)!;
        Assert.Equal(Catalogue.Count, document["paths"]!.AsObject().Sum(path => path.Value!.AsObject().Count));
        foreach (var operation in Catalogue)
        {
            var described = document["paths"]![AdminApi.Root + operation.Path]![operation.Method.ToLowerInvariant()]!;
            Assert.Equal(operation.Name, Text(described["operationId"]));
            Assert.EndsWith(".", Text(described["summary"]), StringComparison.Ordinal);
            var parameters = described["parameters"]!.AsArray();
            Assert.Equal(
                [.. operation.Parameters, .. operation.Headers],
                parameters.Select(parameter => Text(parameter!["name"]))
            );
            Assert.All(
                parameters,
                parameter => Assert.EndsWith(".", Text(parameter!["description"]), StringComparison.Ordinal)
            );
            Assert.Equal(
                operation.RequiredParameters.Order(),
                parameters.Where(parameter => (bool)parameter!["required"]!).Select(p => Text(p!["name"])).Order()
            );
        }

        Assert.Equal(Catalogue.DistinctBy(operation => operation.Name), Catalogue);
    }

    [Fact]
    public void It_says_who_may_ask()
    {
        var paths = JsonNode.Parse(Printed)!["paths"]!;
        Assert.Equal("root", Text(paths["/-/admin/v1/accounts"]!["post"]!["x-ossa-may-ask"]));
        Assert.Equal("accounts", Text(paths["/-/admin/v1/users"]!["post"]!["x-ossa-may-ask"]));
        Assert.Equal("users", Text(paths["/-/admin/v1/links"]!["post"]!["x-ossa-may-ask"]));
        Assert.Equal("any-signer", Text(paths["/-/admin/v1/access"]!["post"]!["x-ossa-may-ask"]));
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var document = JsonNode.Parse(Printed)!;
        var shape = new JsonShape(document);
        var references = ReferencesIn(document).Distinct().ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => shape.Resolve(reference));
    }

    [Fact]
    public async Task Every_signer_may_read_it_and_no_stranger()
    {
        var session = await AssumeAsync();
        foreach (var signer in new[] { TestServer.Key, Alice, session })
        {
            var answer = await Server.SendAsync("GET", "-", "admin/v1/openapi.json", signer: signer);
            Assert.Equal((200, "application/json"), (answer.Status, answer["Content-Type"]));
            Assert.Equal(Printed, answer.Text);
        }

        var stranger = await Server.SendRawAsync("GET", "/-/admin/v1/openapi.json");
        Assert.Equal((403, "AccessDenied"), (stranger.Status, stranger.Code));
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static IEnumerable<string> ReferencesIn(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member =>
                member.Key == "$ref" ? [Text(member.Value)] : ReferencesIn(member.Value)
            ),
            JsonArray items => items.SelectMany(ReferencesIn),
            _ => [],
        };
}
