using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Forms;

/// <summary>
/// The policy of an upload by HTML form: until when, and under which conditions on its fields, the form counts.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/postobject.
/// </summary>
/// <param name="Expiration">When the policy ceases to hold.</param>
/// <param name="Conditions">What the form's fields must meet, every one.</param>
public sealed record PostPolicy(DateTimeOffset Expiration, IReadOnlyList<PolicyCondition> Conditions)
{
    private static readonly string[] ExpirationForms = ["yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>The policy as it stands in the form, which is also what is signed: the base64 of its UTF-8.</summary>
    public static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads a policy from the form's field.</summary>
    /// <param name="encoded">The base64 of the JSON document.</param>
    /// <exception cref="OssException">InvalidPolicyDocument: it is not base64, not JSON, or not a policy.</exception>
    public static PostPolicy Parse(string encoded)
    {
        try
        {
            using var document = JsonDocument.Parse(Decode(encoded), Options);
            return Read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair in an escape passes the parser and fails only when the text is taken out.
            throw new OssException(OssErrors.PostPolicyInvalidJson);
        }
    }

    /// <summary>Refuses a form that the policy does not cover, or no longer.</summary>
    /// <param name="fields">The form's fields before its file, and "bucket" for the bucket of the request; names in lower case.</param>
    /// <param name="now">The time when the form arrived.</param>
    /// <exception cref="OssException">AccessDenied: the policy has expired, or a condition is not met.</exception>
    public void Check(IReadOnlyDictionary<string, string> fields, DateTimeOffset now)
    {
        if (now > Expiration)
        {
            throw new OssException(OssErrors.PostPolicyExpired);
        }
        foreach (var condition in Conditions)
        {
            condition.Check(fields);
        }
    }

    /// <summary>Refuses a file whose size the policy does not allow.</summary>
    /// <exception cref="OssException">EntityTooSmall or EntityTooLarge.</exception>
    public void CheckLength(long bytes)
    {
        foreach (var condition in Conditions.OfType<LengthCondition>())
        {
            condition.CheckLength(bytes);
        }
    }

    /// <summary>Refuses a file of which so much has come already that the policy cannot allow it any more.</summary>
    /// <exception cref="OssException">EntityTooLarge.</exception>
    public void CheckNotTooLong(long bytes)
    {
        foreach (var condition in Conditions.OfType<LengthCondition>())
        {
            condition.CheckNotTooLong(bytes);
        }
    }

    private static PostPolicy Read(JsonElement root)
    {
        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("expiration", out var expiration)
            || !root.TryGetProperty("conditions", out var conditions)
            || conditions.ValueKind != JsonValueKind.Array
            || !TryReadTime(expiration, out var time)
        )
        {
            throw new OssException(OssErrors.PostPolicyInvalid);
        }
        return new PostPolicy(time, [.. conditions.EnumerateArray().Select(PolicyConditionReader.Read)]);
    }

    private static ReadOnlyMemory<byte> Decode(string encoded)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(encoded.Length)];
        return Convert.TryFromBase64String(encoded, bytes, out var length)
            ? bytes.AsMemory(0, length)
            : throw new OssException(OssErrors.PostPolicyInvalidJson);
    }

    private static bool TryReadTime(JsonElement element, out DateTimeOffset time)
    {
        time = default;
        return element.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParseExact(
                element.GetString(),
                ExpirationForms,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out time
            );
    }
}
