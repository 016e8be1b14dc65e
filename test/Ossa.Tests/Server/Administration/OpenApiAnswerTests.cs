using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Audit;
using Ossa.Server.Hosting;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Administration;

/// <summary>Real answers of the admin API against what its OpenAPI document says of them.</summary>
public sealed class OpenApiAnswerTests : IAsyncLifetime
{
    private const string Bucket = "test-bucket";

    private const string Policy =
        """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:GetObject", "Resource": "*"}]}""";

    private const string Lifecycle =
        "<LifecycleConfiguration><Rule><ID>r</ID><Prefix></Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>";

    private readonly ShiftableClock _clock = new(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
    private readonly TemporaryDirectory _place = new();
    private readonly HashSet<string> _answered = [];
    private JsonNode _document = null!;
    private TestServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var storage = await LocalEngine.OpenAsync(
            new LocalEngineOptions { Directory = Path.Combine(_place.Path, "data") },
            Cancel
        );
        _server = await TestServer.StartAsync(
            options => options with { Audit = new AuditOptions() },
            storage,
            clock: _clock
        );
        Assert.Equal(200, (await _server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal(200, (await _server.SendAsync("PUT", Bucket, "k", body: [1, 2, 3])).Status);
        var rules = await _server.SendAsync(
            "PUT",
            Bucket,
            query: [new("lifecycle", "")],
            body: System.Text.Encoding.UTF8.GetBytes(Lifecycle)
        );
        Assert.Equal(200, rules.Status);
        await using var orphan = await storage.Blobs.CreateAsync(BlobId.New(), Cancel);
        await orphan.WriteAsync(new byte[100], Cancel);
        await orphan.CompleteAsync(Cancel);
        _document = JsonNode.Parse((await _server.SendAsync("GET", "-", "admin/v1/openapi.json")).Text)!;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task What_every_operation_answers_is_as_described()
    {
        await AskForTheStoreAsync();
        await AskForAccountsAsync();
        await AskForUsersAndGroupsAsync();
        await AskForRolesAsync();
        await AskForLinksAsync();
        await AskForIdentitiesAsync();
        Assert.Equal(
            AdminCatalogue
                .Create(
                    null,
                    new ExplainUrl(null!, null!, null!, null),
                    new ReadStatus(null!, null!),
                    TimeProvider.System
                )
                .Select(operation => operation.Name)
                .Order(),
            _answered.Order()
        );
    }

    [Fact]
    public async Task A_refusal_is_as_described()
    {
        var answer = await _server.SendAsync("GET", "-", "admin/v1/users", [new("other", "1")]);
        Assert.Equal((400, "application/xml"), (answer.Status, answer["Content-Type"]));
        var error = XDocument.Parse(answer.Text).Root!;
        var schema = _document["components"]!["schemas"]!["Error"]!;
        Assert.Equal(schema["xml"]!["name"]!.GetValue<string>(), error.Name.LocalName);
        Assert.All(schema["required"]!.AsArray(), name => Assert.NotNull(error.Element(name!.GetValue<string>())));
    }

    [Theory]
    [InlineData("""{"shift": "0s", "shiftSeconds": 0, "now": "2026-03-01T12:00:00Z"}""", 0)]
    [InlineData("""{"shift": "0s", "shiftSeconds": "0", "now": "2026-03-01T12:00:00Z"}""", 1)]
    [InlineData("""{"shift": null, "shiftSeconds": 0, "now": "noon"}""", 2)]
    [InlineData("""{"shift": "0s", "shiftSeconds": 0, "more": 1}""", 2)]
    [InlineData("[]", 1)]
    public void What_is_not_as_described_is_found(string json, int faults)
    {
        var schema = _document["components"]!["schemas"]!["ClockAnswer"]!;
        Assert.Equal(faults, new JsonShape(_document).FaultsOf(JsonNode.Parse(json), schema).Count);
    }

    private async Task AskForTheStoreAsync()
    {
        await AskAsync("POST", "check");
        await AskAsync("POST", "backup", ("directory", Path.Combine(_place.Path, "backup")));
        await AskAsync("GET", "buckets");
        await AskAsync("POST", "keyring", ("change", "create"), ("key", "a-key"));
        await AskAsync("POST", "lifecycle", ("dry-run", ""), ("after", "30d"));
        await AskAsync("GET", "server");
        await AskAsync("GET", "clock");
        await AskAsync("PUT", "clock", ("shift", "1h"));
        await AskAsync("GET", "openapi.json");
        var until = SigningTime.ToIsoBasic(_clock.GetUtcNow().AddMinutes(10));
        await AskAsync("POST", "access", ("method", "GET"), ("bucket", Bucket), ("key", "k"), ("until", until));
        var url = $"http://{_server.Host}{_server.Presign("GET", Bucket, "k")}";
        await AskAsync("POST", "explain", new JsonObject { ["url"] = url + "x" });
        await AskAsync("PUT", "links/denied", ("signature", Fingerprint()), ("until", until));
        await AskAsync("GET", "links/denied");
        await AskAsync("DELETE", "links/denied", ("signature", Fingerprint()));
        await AskAsync("GET", "audit");
    }

    private async Task AskForUsersAndGroupsAsync()
    {
        await AskAsync("POST", "users", ("name", "alice"));
        await AskAsync("POST", "groups", ("name", "staff"));
        await AskAsync("POST", "policies", ("name", "readers"), ("document", Policy));
        await AskAsync("GET", "policy", ("name", "readers"));
        await AskAsync("GET", "policies");
        await AskAsync("PUT", "groups/members", ("user", "alice"), ("group", "staff"));
        await AskAsync("PUT", "users/policies", ("user", "alice"), ("policy", "readers"));
        await AskAsync("PUT", "groups/policies", ("group", "staff"), ("policy", "readers"));
        var made = await AskAsync("POST", "keys", ("user", "alice"));
        var id = made!["key"]!["id"]!.GetValue<string>();
        await AskAsync("GET", "users");
        await AskAsync("GET", "groups");
        await AskAsync("GET", "keys", ("user", "alice"));
        await AskAsync("DELETE", "keys/enabled", ("id", id));
        await AskAsync("PUT", "keys/enabled", ("id", id));
        await AskAsync("DELETE", "keys", ("id", id));
        await AskAsync("DELETE", "groups/policies", ("group", "staff"), ("policy", "readers"));
        await AskAsync("DELETE", "users/policies", ("user", "alice"), ("policy", "readers"));
        await AskAsync("DELETE", "groups/members", ("user", "alice"), ("group", "staff"));
        await AskAsync("DELETE", "policies", ("name", "readers"));
        await AskAsync("DELETE", "groups", ("name", "staff"));
        await AskAsync("DELETE", "users", ("name", "alice"));
    }

    private async Task AskForRolesAsync()
    {
        var trust = $$$"""
            {"Version": "1", "Statement": [{"Effect": "Allow", "Principal": {"RAM": "acs:ram::{{{_server.Engine.AccountId}}}:root"}, "Action": "sts:AssumeRole"}]}
            """;
        await AskAsync(
            "POST",
            "roles",
            ("name", "reader"),
            ("document", trust),
            ("description", "-"),
            ("max-session", "3600")
        );
        await AskAsync("PUT", "roles/trust", ("name", "reader"), ("document", trust));
        await AskAsync("PUT", "roles/policies", ("role", "reader"), ("policy", "AliyunOSSReadOnlyAccess"));
        await AskAsync("GET", "roles");
        await AskAsync("GET", "role", ("name", "reader"));
        await AskAsync("DELETE", "roles/policies", ("role", "reader"), ("policy", "AliyunOSSReadOnlyAccess"));
        await AskAsync("DELETE", "roles", ("name", "reader"));
    }

    private async Task AskForAccountsAsync()
    {
        await AskAsync("POST", "accounts", ("name", "research"), ("display-name", "Research"));
        await AskAsync("GET", "accounts");
        await AskAsync("GET", "account", ("name", "research"));
        await AskAsync("DELETE", "accounts/enabled", ("name", "research"));
        await AskAsync("PUT", "accounts/enabled", ("name", "research"));
        await AskAsync("DELETE", "accounts", ("name", "research"));
    }

    private async Task AskForIdentitiesAsync()
    {
        var document = await AskAsync("GET", "identity");
        var schema = _document["paths"]![AdminApi.Root + "identity"]!["post"]!["requestBody"]!["content"]!;
        Assert.Empty(new JsonShape(_document).FaultsOf(document, schema["application/json"]!["schema"]!));
        var body = document!.AsObject();
        var bytes = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        await AskAsync("POST", "identity", body, ("sha256", hash));
    }

    private async Task AskForLinksAsync()
    {
        var made = await AskAsync(
            "POST",
            "links",
            ("bucket", Bucket),
            ("key", "k"),
            ("validity", "1d"),
            ("max-downloads", "3"),
            ("from", "127.0.0.0/8")
        );
        var id = made!["link"]!["id"]!.GetValue<string>();
        await AskAsync("GET", "links");
        await AskAsync("GET", "link", ("id", id));
        await AskAsync("GET", "link/use", ("id", id));
        await AskAsync("GET", "link/log", ("id", id));
        await AskAsync("PUT", "links", ("id", id), ("validity", "2d"));
        await AskAsync("DELETE", "links", ("id", id));
    }

    /// <summary>Asks, and compares the answer with the description of it.</summary>
    private Task<JsonNode?> AskAsync(string method, string path, params (string Name, string Value)[] query) =>
        AskAsync(method, path, body: null, query);

    private async Task<JsonNode?> AskAsync(
        string method,
        string path,
        JsonObject? body,
        params (string Name, string Value)[] query
    )
    {
        var answer = await _server.SendAsync(
            method,
            "-",
            "admin/v1/" + path,
            [.. query.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))],
            body: body is null ? null : System.Text.Encoding.UTF8.GetBytes(body.ToJsonString())
        );
        var described = _document["paths"]![AdminApi.Root + path]![method.ToLowerInvariant()]!;
        Assert.True(answer.Status is 200 or 204, $"{method} {path}: {answer.Text}");
        _answered.Add(described["operationId"]!.GetValue<string>());
        var response = described["responses"]![answer.Status.ToString(CultureInfo.InvariantCulture)];
        Assert.True(response is not null, $"{method} {path} answers {answer.Status}, which is not described.");
        return answer.Status == 204 ? null : Compare(answer, response["content"]!.AsObject());
    }

    private JsonNode? Compare(WireResponse answer, JsonObject content)
    {
        var schema = content[answer["Content-Type"]!]!["schema"]!;
        string[] values = content.ContainsKey("application/x-ndjson")
            ? answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : [answer.Text];
        JsonNode? last = null;
        foreach (var value in values)
        {
            last = JsonNode.Parse(value);
            Assert.Empty(new JsonShape(_document).FaultsOf(last, schema));
        }

        return last;
    }

    private string Fingerprint() => SignatureFingerprint.OfUrl(_server.Presign("GET", Bucket, "k", 600))!;
}
