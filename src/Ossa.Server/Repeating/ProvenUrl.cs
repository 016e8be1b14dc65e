using System.Diagnostics;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Repeating;

/// <summary>What was found out about the signature of a request: it is right, and counts for a while.</summary>
/// <param name="First">The first moment at which the signature counts.</param>
/// <param name="Last">The last one.</param>
/// <param name="Fingerprint">Of a URL signed by V4: what tells it from others; else null.</param>
internal sealed record ProvenUrl(DateTimeOffset First, DateTimeOffset Last, string? Fingerprint)
{
    /// <summary>That of a request that was believed.</summary>
    /// <param name="signature">The signature, or null where nobody signed.</param>
    public static ProvenUrl Of(PresentedSignature? signature) =>
        signature switch
        {
            null => new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null),
            { } url when url.Scheme == SignatureScheme.V1Url => new(DateTimeOffset.MinValue, url.ExpiresAt, null),
            { } url when url.Scheme == SignatureScheme.V4Url => new(
                url.Time - SignatureV4.MaxSkew,
                url.ExpiresAt,
                SignatureFingerprint.Of(url.Signature)
            ),
            _ => throw new UnreachableException(
                "A signature in a header is of one moment, and its answer is not kept."
            ),
        };

    /// <summary>Whether it counts at a moment.</summary>
    public bool CountsAt(DateTimeOffset now) => now >= First && now <= Last;
}
