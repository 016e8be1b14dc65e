using System.Globalization;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;

namespace Ossa.Server.Audit;

/// <summary>What a signed URL shows of itself, right or not.</summary>
/// <param name="Query">The parameters in which it stands.</param>
/// <param name="Fingerprint">What tells it from others, or null where there is no signature.</param>
/// <param name="Expires">When it ends, as it says itself; null where it says nothing that can be read.</param>
internal sealed record PresentedUrl(
    IReadOnlyList<KeyValuePair<string, string>> Query,
    string? Fingerprint,
    DateTimeOffset? Expires
)
{
    public static PresentedUrl Of(RequestTarget target) =>
        FingerprintOf(target) is { } fingerprint
            ? new PresentedUrl(target.Query, fingerprint, ExpiryOf(target))
            : new PresentedUrl(target.Query, null, null);

    private static string? FingerprintOf(RequestTarget target)
    {
        var signature = SignatureFingerprint
            .Parameters.Select(name => target[name])
            .FirstOrDefault(text => text is { Length: > 0 });
        // Where a plus was not encoded, it was read as a space.
        return signature is null ? null : SignatureFingerprint.Of(signature.Replace(' ', '+'));
    }

    private static DateTimeOffset? ExpiryOf(RequestTarget target)
    {
        if (
            target[V4Parameters.Signature] is not null
            && SigningTime.TryParseStart(target["x-oss-date"] ?? "", out var signedAt)
            && TryReadSeconds(target["x-oss-expires"], out var seconds)
            && seconds <= SignatureV4.MaxExpiresSeconds
        )
        {
            return signedAt.AddSeconds(seconds);
        }

        return TryReadSeconds(target["Expires"], out var end) && end <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(end)
            : null;
    }

    private static bool TryReadSeconds(string? text, out long seconds) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
}
