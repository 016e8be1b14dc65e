using System.Buffers;
using System.Text.Json;

namespace Ossa.Server.Audit;

/// <summary>
/// Writes an entry as a line of JSON, to the byte as the serializer would. Going over the members as objects took that four percent of
/// a signed download, and a thread writes all its lines with one writer.
/// </summary>
internal static class AuditLine
{
    private const int UsualBytes = 1024;

    /// <summary>A buffer that a very long line has grown is not kept.</summary>
    private const int MaxKeptBytes = 16 * UsualBytes;

    private const int TimeBytes = 24;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? json;

    public static byte[] Of(AuditEntry entry)
    {
        var output = Begin();
        Write(json!, entry);
        json!.Flush();
        var line = output.WrittenSpan.ToArray();
        if (output.Capacity > MaxKeptBytes)
        {
            (buffer, json) = (null, null);
        }

        return line;
    }

    private static ArrayBufferWriter<byte> Begin()
    {
        // Whatever a line that failed has left goes first.
        buffer ??= new ArrayBufferWriter<byte>(UsualBytes);
        buffer.ResetWrittenCount();
        json ??= new Utf8JsonWriter(buffer);
        json.Reset(buffer);
        return buffer;
    }

    private static void Write(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteStartObject();
        Write(json, Names.Time, entry.Time);
        Write(json, Names.RequestId, entry.RequestId);
        Write(json, Names.Account, entry.Account);
        Write(json, Names.User, entry.User);
        Write(json, Names.UserId, entry.UserId);
        Write(json, Names.Role, entry.Role);
        Write(json, Names.Session, entry.Session);
        Write(json, Names.AccessKeyId, entry.AccessKeyId);
        Write(json, Names.Address, entry.Address);
        Write(json, Names.Operation, entry.Operation);
        Write(json, Names.Bucket, entry.Bucket);
        Write(json, Names.Key, entry.Key);
        Write(json, Names.VersionId, entry.VersionId);
        if (entry.Decision is { } decision)
        {
            json.WritePropertyName(Names.Decision);
            Write(json, decision);
        }

        if (entry.Decisions is { } decisions)
        {
            json.WriteStartArray(Names.Decisions);
            foreach (var one in decisions)
            {
                Write(json, one);
            }

            json.WriteEndArray();
        }

        json.WriteNumber(Names.Status, entry.Status);
        Write(json, Names.Code, entry.Code);
        Write(json, Names.Ec, entry.Ec);
        Write(json, Names.Message, entry.Message);
        json.WriteNumber(Names.ReceivedBytes, entry.ReceivedBytes);
        json.WriteNumber(Names.SentBytes, entry.SentBytes);
        json.WriteNumber(Names.Milliseconds, entry.Milliseconds);
        Write(json, Names.UserAgent, entry.UserAgent);
        Write(json, Names.Signature, entry.Signature);
        if (entry.Expires is { } expires)
        {
            Write(json, Names.Expires, expires);
        }

        if (entry.Dropped is { } dropped)
        {
            json.WriteNumber(Names.Dropped, dropped);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AuditDecision decision)
    {
        json.WriteStartObject();
        Write(json, Names.Action, decision.Action);
        Write(json, Names.Key, decision.Key);
        json.WriteBoolean(Names.Allowed, decision.Allowed);
        Write(json, Names.Reason, decision.Reason);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>In the form of <see cref="UtcMillisecondsConverter"/>: the round-trip one, whose digits after the third are cut off.</summary>
    private static void Write(Utf8JsonWriter json, JsonEncodedText name, DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[TimeBytes + sizeof(int)];
        value.UtcDateTime.TryFormat(text, out _, "O");
        text[TimeBytes - 1] = (byte)'Z';
        json.WriteString(name, text[..TimeBytes]);
    }

    private static class Names
    {
        public static readonly JsonEncodedText Time = JsonEncodedText.Encode("time");
        public static readonly JsonEncodedText RequestId = JsonEncodedText.Encode("requestId");
        public static readonly JsonEncodedText Account = JsonEncodedText.Encode("account");
        public static readonly JsonEncodedText User = JsonEncodedText.Encode("user");
        public static readonly JsonEncodedText UserId = JsonEncodedText.Encode("userId");
        public static readonly JsonEncodedText Role = JsonEncodedText.Encode("role");
        public static readonly JsonEncodedText Session = JsonEncodedText.Encode("session");
        public static readonly JsonEncodedText AccessKeyId = JsonEncodedText.Encode("accessKeyId");
        public static readonly JsonEncodedText Address = JsonEncodedText.Encode("address");
        public static readonly JsonEncodedText Operation = JsonEncodedText.Encode("operation");
        public static readonly JsonEncodedText Bucket = JsonEncodedText.Encode("bucket");
        public static readonly JsonEncodedText Key = JsonEncodedText.Encode("key");
        public static readonly JsonEncodedText VersionId = JsonEncodedText.Encode("versionId");
        public static readonly JsonEncodedText Decision = JsonEncodedText.Encode("decision");
        public static readonly JsonEncodedText Decisions = JsonEncodedText.Encode("decisions");
        public static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
        public static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
        public static readonly JsonEncodedText Ec = JsonEncodedText.Encode("ec");
        public static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
        public static readonly JsonEncodedText ReceivedBytes = JsonEncodedText.Encode("receivedBytes");
        public static readonly JsonEncodedText SentBytes = JsonEncodedText.Encode("sentBytes");
        public static readonly JsonEncodedText Milliseconds = JsonEncodedText.Encode("milliseconds");
        public static readonly JsonEncodedText UserAgent = JsonEncodedText.Encode("userAgent");
        public static readonly JsonEncodedText Signature = JsonEncodedText.Encode("signature");
        public static readonly JsonEncodedText Expires = JsonEncodedText.Encode("expires");
        public static readonly JsonEncodedText Dropped = JsonEncodedText.Encode("dropped");
        public static readonly JsonEncodedText Action = JsonEncodedText.Encode("action");
        public static readonly JsonEncodedText Allowed = JsonEncodedText.Encode("allowed");
        public static readonly JsonEncodedText Reason = JsonEncodedText.Encode("reason");
    }
}
