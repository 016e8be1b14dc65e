using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ossa.Server.Administration;

/// <summary>
/// Prints the admin API as an OpenAPI 3.1 document from its catalogue, so that the document cannot say what the server does not do. See
/// https://spec.openapis.org/oas/v3.1.1.html.
/// </summary>
internal static class OpenApiDocument
{
    private const string SecurityScheme = "signatureV4";

    private const string About =
        "What the owner of an Ossa server can have done to the whole store, and what users and other signers may ask of it. The operations are on "
        + "the service host. All that is asked for stands in the path and the query, which the signature covers; one that tells of something has it in the body, and one that takes a document in names that by its hash. A "
        + "parameter that an operation does not have is refused.";

    private const string AboutSigning =
        "Signature version 4 of OSS in the Authorization header (OSS4-HMAC-SHA256), as if - were the bucket and what follows /-/ in the path the "
        + "key. Signed URLs and version 1 are refused. A session of a role sends its token in x-oss-security-token.";

    private static readonly JsonWriterOptions Writing = new()
    {
        Indented = true,
        NewLine = "\n",
        // The answer is never part of a page, and apostrophes stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document, in UTF-8, with an end of line after it.</summary>
    public static byte[] Write(IReadOnlyList<AdminOperation> operations)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Writing))
        {
            Describe(operations).WriteTo(writer);
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static JsonObject Describe(IReadOnlyList<AdminOperation> operations) =>
        new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Ossa admin API",
                ["version"] = "1",
                ["description"] = About,
            },
            ["servers"] = OpenApiNodes.Array(new JsonObject { ["url"] = "/" }),
            ["security"] = OpenApiNodes.Array(new JsonObject { [SecurityScheme] = new JsonArray() }),
            ["paths"] = Paths(operations),
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    [SecurityScheme] = new JsonObject
                    {
                        ["type"] = "apiKey",
                        ["in"] = "header",
                        ["name"] = "Authorization",
                        ["description"] = AboutSigning,
                    },
                },
                ["responses"] = OpenApiRefusals.Responses(),
                ["schemas"] = Schemas(operations),
            },
        };

    private static JsonObject Paths(IReadOnlyList<AdminOperation> operations)
    {
        var paths = new JsonObject();
        foreach (var path in operations.GroupBy(operation => operation.Path))
        {
            var item = new JsonObject();
            foreach (var operation in path)
            {
                item[operation.Method.ToLowerInvariant()] = OpenApiOperation.Describe(operation);
            }

            paths[AdminApi.Root + path.Key] = item;
        }

        return paths;
    }

    private static JsonObject Schemas(IReadOnlyList<AdminOperation> operations)
    {
        var schemas = new JsonObject { [OpenApiRefusals.Schema] = OpenApiRefusals.Document() };
        foreach (
            var shape in operations
                .SelectMany(operation => operation.Answer.Shapes.Concat(operation.Body is { } body ? [body] : []))
                .DistinctBy(OpenApiSchema.NameOf)
                .OrderBy(OpenApiSchema.NameOf, StringComparer.Ordinal)
        )
        {
            schemas[OpenApiSchema.NameOf(shape)] = OpenApiSchema.Of(shape);
        }

        return schemas;
    }
}
