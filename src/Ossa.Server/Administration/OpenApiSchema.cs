using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Ossa.Server.Administration;

/// <summary>The schema of what is answered, taken from the types that are written.</summary>
internal static class OpenApiSchema
{
    private static readonly JsonSchemaExporterOptions Exporting = new()
    {
        // An answer as a whole is never null, and neither is what a list holds.
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Complete,
    };

    /// <summary>The name of a shape in the components: that of its type, with "List" after it for many.</summary>
    public static string NameOf(JsonTypeInfo shape) =>
        shape.ElementType is { } element ? element.Name + "List" : shape.Type.Name;

    public static JsonNode Of(JsonTypeInfo shape)
    {
        var schema = shape.GetJsonSchemaAsNode(Exporting);
        Place(schema, NameOf(shape));
        return schema;
    }

    /// <summary>What a shape holds twice refers to where it stands first, and that is within the components.</summary>
    private static void Place(JsonNode? schema, string name)
    {
        if (schema is JsonArray array)
        {
            foreach (var item in array)
            {
                Place(item, name);
            }
        }

        if (schema is not JsonObject members)
        {
            return;
        }

        if (members["$ref"]?.GetValue<string>() is { } reference)
        {
            members["$ref"] = $"#/components/schemas/{name}{reference[1..]}";
        }

        foreach (var (_, member) in members)
        {
            Place(member, name);
        }
    }

    /// <summary>A reference to a shape, or to each of those that it may be.</summary>
    public static JsonObject ReferTo(IReadOnlyList<JsonTypeInfo> shapes) =>
        shapes switch
        {
            [] => new JsonObject { ["type"] = "object" },
            [var shape] => ReferTo(shape),
            _ => new JsonObject { ["anyOf"] = OpenApiNodes.Array([.. shapes.Select(ReferTo)]) },
        };

    private static JsonObject ReferTo(JsonTypeInfo shape) => OpenApiNodes.Reference("schemas", NameOf(shape));

    private static JsonNode Complete(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = context.TypeInfo.Type;
        return (context.TypeInfo.Kind, schema) switch
        {
            (JsonTypeInfoKind.Object, JsonObject described) => RequireWhatIsWritten(context.TypeInfo, described),
            // A converter of its own hides the form from the exporter; all of them write the usual one.
            (_, JsonValue) when (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset) => Time(),
            _ => schema,
        };
    }

    private static JsonObject Time() => new() { ["type"] = "string", ["format"] = "date-time" };

    /// <summary>What is not left out when it is null is always there.</summary>
    private static JsonObject RequireWhatIsWritten(JsonTypeInfo type, JsonObject described)
    {
        if (Nullable.GetUnderlyingType(type.Type) is { } value)
        {
            type = type.Options.GetTypeInfo(value);
        }

        var leavesOut = type.Options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingNull;
        var written = type.Properties.Where(property => property.Get is not null);
        var required = written.Where(property => !leavesOut || !CanBeNull(property)).ToList();
        // The exporter says what a constructor needs, which is about reading.
        described.Remove("required");
        if (required.Count > 0)
        {
            described["required"] = OpenApiNodes.Texts(required.Select(property => property.Name));
        }

        return described;
    }

    private static bool CanBeNull(JsonPropertyInfo property) =>
        property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null;
}
