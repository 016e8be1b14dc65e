using System.Text.Json.Nodes;
using Ossa.Protocol.Documents;

namespace Ossa.Server.Administration;

/// <summary>The refusals of the admin API as OpenAPI describes them: error documents in XML, as everywhere.</summary>
internal static class OpenApiRefusals
{
    /// <summary>The name of the schema of an error document.</summary>
    public const string Schema = "Error";

    private const string BadRequest = "BadRequest";
    private const string Forbidden = "Forbidden";
    private const string Refused = "Refused";

    /// <summary>Which of <see cref="Responses"/> every operation may answer, by status.</summary>
    public static readonly IReadOnlyList<(string Status, string Name)> All =
    [
        ("400", BadRequest),
        ("403", Forbidden),
        ("default", Refused),
    ];

    public static JsonObject Responses() =>
        new()
        {
            [BadRequest] = Response("A parameter is unknown, missing or not as it must be."),
            [Forbidden] = Response("The request is not signed as it must be, or its signer may not ask for this."),
            [Refused] = Response("It was not done; the code and the message say why."),
        };

    /// <summary>The schema of an <see cref="ErrorDocument"/>.</summary>
    public static JsonObject Document() =>
        new()
        {
            ["type"] = "object",
            ["description"] = "What a refusal says. Some have more elements, such as the parameter that is meant.",
            ["xml"] = new JsonObject { ["name"] = "Error" },
            ["properties"] = new JsonObject
            {
                ["Code"] = Text("The error code, such as AccessDenied."),
                ["Message"] = Text("The message for people."),
                ["RequestId"] = Text("The id of the refused request."),
                ["HostId"] = Text("The host that the request named."),
                ["EC"] = Text("The fine-grained error code, where there is one."),
                ["RecommendDoc"] = Text("Where the error is explained, where it is."),
            },
            ["required"] = OpenApiNodes.Texts(["Code", "Message", "RequestId", "HostId"]),
            ["additionalProperties"] = Text("What only this kind of error has."),
        };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Response(string description) =>
        new()
        {
            ["description"] = description,
            ["content"] = new JsonObject
            {
                ["application/xml"] = new JsonObject { ["schema"] = OpenApiNodes.Reference("schemas", Schema) },
            },
        };
}
