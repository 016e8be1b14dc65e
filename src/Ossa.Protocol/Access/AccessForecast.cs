using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ossa.Protocol.Access;

/// <summary>
/// What a server says of a request before it is made: whether its signer may make it, and until when. This is Ossa's own; other servers do
/// not tell.
/// </summary>
/// <param name="IsAllowed">Whether it would be answered now, by what the signer may do and what is there.</param>
/// <param name="End">When a URL for it ceases to hold, by all that is known now; null where it does not hold at all.</param>
/// <param name="EndsBy">What ends it first.</param>
/// <param name="IsEndSure">Whether no policy compares the time as text, which is not looked ahead of: such a one may end it sooner.</param>
/// <param name="Reason">Why it is allowed or refused, as far as the signer may know; null where there is nothing to tell.</param>
/// <param name="Code">The code of the refusal, such as AccessDenied, or null.</param>
/// <param name="Ec">The fine-grained code of the refusal, or null.</param>
public sealed record AccessForecast(
    bool IsAllowed,
    DateTimeOffset? End,
    AccessEnd EndsBy,
    bool IsEndSure,
    string? Reason,
    string? Code,
    string? Ec
)
{
    /// <summary>Reads an answer.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static AccessForecast Read(Stream answer) =>
        JsonSerializer.Deserialize(answer, AccessForecastJson.Default.AccessForecast)
        ?? throw new JsonException("The answer says nothing.");

    /// <summary>The answer's bytes.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, AccessForecastJson.Default.AccessForecast);
}

[JsonSerializable(typeof(AccessForecast))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
internal sealed partial class AccessForecastJson : JsonSerializerContext;
