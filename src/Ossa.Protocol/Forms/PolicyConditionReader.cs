using System.Text.Json;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Forms;

/// <summary>Reads the two shapes of a condition: <c>{"bucket": "b"}</c> and <c>["eq", "$key", "a"]</c>.</summary>
internal static class PolicyConditionReader
{
    public static PolicyCondition Read(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => ReadExact(element),
            JsonValueKind.Array when element.GetArrayLength() == 3 => ReadOperator(element),
            _ => throw WrongType(),
        };

    private static EqualCondition ReadExact(JsonElement element)
    {
        if (element.GetPropertyCount() != 1)
        {
            throw new OssException(OssErrors.PostPolicySimpleCondition);
        }
        var property = element.EnumerateObject().Single();
        return new EqualCondition(element.GetRawText(), property.Name.ToLowerInvariant(), ReadString(property.Value));
    }

    private static PolicyCondition ReadOperator(JsonElement element)
    {
        var text = element.GetRawText();
        return ReadString(element[0]) switch
        {
            "content-length-range" => ReadLengthRange(element, text),
            "eq" => new EqualCondition(text, ReadField(element[1]), ReadString(element[2])),
            "starts-with" => new PrefixCondition(text, ReadField(element[1]), ReadString(element[2])),
            "in" => new InCondition(text, ReadField(element[1]), ReadStrings(element[2])),
            "not-in" => new NotInCondition(text, ReadField(element[1]), ReadStrings(element[2])),
            _ => throw WrongType(),
        };
    }

    private static LengthCondition ReadLengthRange(JsonElement element, string text)
    {
        var min = ReadBytes(element[1], OssErrors.PostPolicyRangeMinimum);
        var max = ReadBytes(element[2], OssErrors.PostPolicyRangeMaximum);
        return max < min
            ? throw new OssException(OssErrors.PostPolicyRangeInverted)
            : new LengthCondition(text, min, max);
    }

    private static long ReadBytes(JsonElement element, OssError error) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var bytes) && bytes >= 0
            ? bytes
            : throw new OssException(error);

    /// <summary>Field names ignore case, as those of forms do.</summary>
    private static string ReadField(JsonElement element) =>
        ReadString(element) is ['$', .. var name] ? name.ToLowerInvariant() : throw WrongType();

    private static string ReadString(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw WrongType();

    private static string[] ReadStrings(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(ReadString)] : throw WrongType();

    private static OssException WrongType() => new(OssErrors.PostPolicyConditionType);
}
