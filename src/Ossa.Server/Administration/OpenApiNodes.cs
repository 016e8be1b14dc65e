using System.Text.Json.Nodes;

namespace Ossa.Server.Administration;

/// <summary>Parts of an OpenAPI document that stand in many places.</summary>
internal static class OpenApiNodes
{
    /// <summary>An array of what is given.</summary>
    public static JsonArray Array(params IReadOnlyList<JsonNode> nodes) => new([.. nodes]);

    /// <summary>An array of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>A reference to what stands in the components.</summary>
    public static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };
}
