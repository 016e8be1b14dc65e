using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>What a signed URL tells of itself without being believed.</summary>
/// <param name="Fingerprint">Tells it from others.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record UrlSignature(string Fingerprint, DateTimeOffset ExpiresAt)
{
    /// <summary>Reads a URL.</summary>
    /// <exception cref="FormatException">It is no signed one, or not whole, as when a shell cut it at an ampersand.</exception>
    public static UrlSignature Read(string url)
    {
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        var raw = mark < 0 ? "" : url[(mark + 1)..].Split('#')[0];
        try
        {
            // A plus is one of the characters of a V1 signature.
            if (UriEncoding.TryDecodeQuery(raw, plusIsSpace: false, out var query))
            {
                var presented = PresentedSignatures.Read(new SignableRequest("GET", null, null, query, []));
                if (presented is { Scheme.IsUrl: true, IsWhole: true } signed)
                {
                    return new UrlSignature(SignatureFingerprint.Of(signed.Signature), signed.ExpiresAt);
                }
            }
        }
        catch (OssException e)
        {
            throw new FormatException($"That is no signed URL: {e.Error.Message}", e);
        }

        throw new FormatException("That is no whole signed URL.");
    }
}
