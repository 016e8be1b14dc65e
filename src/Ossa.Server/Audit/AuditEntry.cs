using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ossa.Server.Audit;

/// <summary>One request as the audit log tells it, a line of JSON. What is not known is left out; a secret or a signature never stands in it.</summary>
public sealed record AuditEntry
{
    /// <summary>When the request arrived.</summary>
    [JsonConverter(typeof(UtcMillisecondsConverter))]
    public required DateTimeOffset Time { get; init; }

    /// <summary>Its id, which the answer carries, too.</summary>
    public string? RequestId { get; init; }

    /// <summary>The id of the account that it acts for, or null for nobody in particular.</summary>
    public string? Account { get; init; }

    /// <summary>The name of the user, or null for the account itself and for sessions of roles.</summary>
    public string? User { get; init; }

    /// <summary>The id of the user.</summary>
    public string? UserId { get; init; }

    /// <summary>The role whose session it is, or null where it is none.</summary>
    public string? Role { get; init; }

    /// <summary>What the session is called.</summary>
    public string? Session { get; init; }

    /// <summary>The access key that signed, where the signature was right.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The client's address; what trusted proxies say of it counts.</summary>
    public string? Address { get; init; }

    /// <summary>What was asked for, such as GetObject.</summary>
    public required string Operation { get; init; }

    /// <summary>The bucket.</summary>
    public string? Bucket { get; init; }

    /// <summary>The key, its beginning where it is too long for one.</summary>
    public string? Key { get; init; }

    /// <summary>The version that was asked for.</summary>
    public string? VersionId { get; init; }

    /// <summary>The decision that counts; null where nothing was to be decided, as when a signature is wrong.</summary>
    public AuditDecision? Decision { get; init; }

    /// <summary>The decisions, the first ones of very many, where more than one question was judged.</summary>
    public IReadOnlyList<AuditDecision>? Decisions { get; init; }

    /// <summary>The status of the answer.</summary>
    public int Status { get; init; }

    /// <summary>The code of the error.</summary>
    public string? Code { get; init; }

    /// <summary>The fine-grained code of the error.</summary>
    public string? Ec { get; init; }

    /// <summary>Why it was refused, in the words of the error; null where a decision says so, and where nothing was refused.</summary>
    public string? Message { get; init; }

    /// <summary>Bytes of the request's body that were read.</summary>
    public long ReceivedBytes { get; init; }

    /// <summary>Bytes of the answer's body that were sent.</summary>
    public long SentBytes { get; init; }

    /// <summary>How long it took.</summary>
    public double Milliseconds { get; init; }

    /// <summary>The beginning of the User-Agent.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Of a signed URL: what tells it from others, by <see cref="Protocol.Signing.SignatureFingerprint"/>.</summary>
    public string? Signature { get; init; }

    /// <summary>Of a signed URL: when it ends, as it says itself.</summary>
    [JsonConverter(typeof(UtcMillisecondsConverter))]
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Of a line that stands for lines which found no room: how many.</summary>
    public long? Dropped { get; init; }

    /// <summary>The entry as one line, without its end. Whatever a name holds, it cannot end the line.</summary>
    public byte[] Write() => AuditLine.Of(this);

    /// <summary>Reads a line; null where it is no entry, as one that was being written when the power went.</summary>
    public static AuditEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AuditJson.Default.AuditEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A question about access, and its answer.</summary>
/// <param name="Action">The action that was asked about.</param>
/// <param name="Key">The key, where it is another one than that of the request.</param>
/// <param name="Allowed">Whether it was allowed.</param>
/// <param name="Reason">Why.</param>
public sealed record AuditDecision(string Action, string? Key, bool Allowed, string Reason);

[JsonSerializable(typeof(AuditEntry))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
internal sealed partial class AuditJson : JsonSerializerContext;
