using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Ossa.Tests.Server.Administration;

/// <summary>
/// Compares JSON with a schema of an OpenAPI document. It knows the keywords that the document uses, and is stricter than JSON Schema: a property
/// that is not described is a fault, lest something be told that the document keeps quiet about.
/// </summary>
internal sealed class JsonShape(JsonNode document)
{
    private static readonly HashSet<string> Known =
    [
        "$ref",
        "anyOf",
        "type",
        "enum",
        "format",
        "required",
        "properties",
        // Only ever false, and that is how all are compared.
        "additionalProperties",
        "items",
        "default",
    ];

    /// <summary>What is wrong with a value, each with the place where it is; nothing where it fits.</summary>
    public IReadOnlyList<string> FaultsOf(JsonNode? value, JsonNode schema, string place = "$")
    {
        var described = schema.AsObject();
        Assert.Subset(Known, described.Select(keyword => keyword.Key).ToHashSet());
        if (described["$ref"] is { } reference)
        {
            return FaultsOf(value, Resolve(reference.GetValue<string>()), place);
        }

        if (described["anyOf"] is JsonArray any)
        {
            var faults = any.Select(one => FaultsOf(value, one!, place)).ToList();
            return faults.Exists(found => found.Count == 0) ? [] : [.. faults.SelectMany(found => found)];
        }

        if (!IsOfType(value, described["type"]) || !IsOneOf(value, described["enum"]) || !HasForm(value, described))
        {
            return [$"{place} is {value?.ToJsonString() ?? "null"}, and not {described.ToJsonString()}"];
        }

        return value switch
        {
            JsonObject members => [.. MemberFaults(members, described, place)],
            JsonArray items when described["items"] is { } item =>
            [
                .. items.SelectMany((one, i) => FaultsOf(one, item, $"{place}[{i}]")),
            ],
            _ => [],
        };
    }

    /// <summary>What a reference leads to.</summary>
    public JsonNode Resolve(string reference)
    {
        Assert.StartsWith("#/components/", reference, StringComparison.Ordinal);
        var found = reference[2..].Split('/').Aggregate((JsonNode?)document, (node, name) => node?[name]);
        Assert.True(found is not null, $"{reference} leads nowhere.");
        return found;
    }

    private IEnumerable<string> MemberFaults(JsonObject members, JsonObject described, string place)
    {
        foreach (var name in (described["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()))
        {
            if (!members.ContainsKey(name))
            {
                yield return $"{place} lacks {name}";
            }
        }

        if (described["properties"] is not JsonObject properties)
        {
            yield break;
        }

        foreach (var (name, value) in members)
        {
            var faults = properties[name] is { } schema
                ? FaultsOf(value, schema, $"{place}.{name}")
                : [$"{place} has {name}, which is not described"];
            foreach (var fault in faults)
            {
                yield return fault;
            }
        }
    }

    private static bool IsOfType(JsonNode? value, JsonNode? type)
    {
        string[] types = type switch
        {
            null => [],
            JsonArray many => [.. many.Select(one => one!.GetValue<string>())],
            _ => [type.GetValue<string>()],
        };
        return types.Length == 0 || Array.Exists(types, one => IsOfType(value, one));
    }

    private static bool IsOfType(JsonNode? value, string type) =>
        (value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            JsonValueKind.Null => type == "null",
            JsonValueKind.Object => type == "object",
            JsonValueKind.Array => type == "array",
            JsonValueKind.String => type == "string",
            JsonValueKind.True or JsonValueKind.False => type == "boolean",
            _ => type == "number" || (type == "integer" && long.TryParse(value!.ToJsonString(), out _)),
        };

    private static bool IsOneOf(JsonNode? value, JsonNode? values) =>
        values is not JsonArray all || all.Any(one => JsonNode.DeepEquals(one, value));

    private static bool HasForm(JsonNode? value, JsonObject described) =>
        value is null
        || described["format"]?.GetValue<string>() != "date-time"
        || DateTimeOffset.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out _);
}
