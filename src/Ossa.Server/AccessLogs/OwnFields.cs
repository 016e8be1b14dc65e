using System.Buffers;
using System.Text;
using System.Text.Json;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Server.Road;

namespace Ossa.Server.AccessLogs;

/// <summary>
/// The last field of a line, for the headers and parameters that a bucket's owner has named: JSON in Base64, as the service's
/// user_defined_log_fields. See https://www.alibabacloud.com/help/en/oss/developer-reference/putuserdefinedlogfieldsconfig.
/// </summary>
internal static class OwnFields
{
    public static string Encode(OssContext context, LogFields fields)
    {
        var left = Limits.MaxLogFieldsBytes;
        var isTruncated = false;
        var headers = Cut(fields.Headers, name => HeaderOf(context, name));
        var parameters = Cut(fields.Parameters, name => context.Target[name]);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("truncated", isTruncated);
            Write(json, "headers", headers);
            Write(json, "querys", parameters);
            json.WriteEndObject();
        }

        return Convert.ToBase64String(buffer.WrittenSpan);

        // Names and values together have a bound, and what goes over it is cut off. What a request does not have is left out.
        List<KeyValuePair<string, string>> Cut(IReadOnlyList<string> names, Func<string, string?> read)
        {
            var found = new List<KeyValuePair<string, string>>();
            foreach (var name in names.Distinct(StringComparer.Ordinal))
            {
                if (read(name) is not { } value)
                {
                    continue;
                }

                left -= Encoding.UTF8.GetByteCount(name);
                var kept = Begin(
                    SecretParameters.IsSecret(name) ? SecretParameters.Redacted : SecretParameters.Redact(value),
                    left
                );
                isTruncated |= kept is null || left < Encoding.UTF8.GetByteCount(value);
                if (kept is null)
                {
                    break;
                }

                left -= Encoding.UTF8.GetByteCount(kept);
                found.Add(new(name, kept));
            }

            return found;
        }
    }

    private static string? HeaderOf(OssContext context, string name) =>
        context.Header(name) is { } value ? WireText.ToText(value) : null;

    /// <summary>As much of the beginning of a text as has room; null when there is none, not even for the name.</summary>
    private static string? Begin(string text, int bytes)
    {
        if (bytes < 0)
        {
            return null;
        }

        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return text[..end];
    }

    private static void Write(Utf8JsonWriter json, string name, List<KeyValuePair<string, string>> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
