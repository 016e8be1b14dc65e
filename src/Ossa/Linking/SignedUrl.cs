using Ossa.CommandLine;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Audit;

namespace Ossa.Linking;

/// <summary>What a signed URL tells of itself without being believed.</summary>
/// <param name="Fingerprint">Tells it apart.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record SignedUrl(string Fingerprint, DateTimeOffset ExpiresAt)
{
    /// <summary>Reads a URL.</summary>
    /// <exception cref="UsageException">It is no signed one.</exception>
    public static SignedUrl Parse(string url)
    {
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        var raw = mark < 0 ? "" : url[(mark + 1)..].Split('#')[0];
        try
        {
            // A plus is one of the characters of a V1 signature.
            if (UriEncoding.TryDecodeQuery(raw, plusIsSpace: false, out var query))
            {
                switch (PresentedSignatures.Read(new SignableRequest("GET", null, null, query, [])))
                {
                    case V4UrlSignature { IsWhole: true } v4:
                        return new SignedUrl(SignatureFingerprint.Of(v4.Signature), v4.ExpiresAt);
                    case V1UrlSignature { IsWhole: true } v1:
                        return new SignedUrl(SignatureFingerprint.Of(v1.Signature), v1.ExpiresAt);
                }
            }
        }
        catch (OssException e)
        {
            throw new UsageException($"That is no signed URL: {e.Error.Message}");
        }

        throw new UsageException("That is no whole signed URL; put it between quotes, since it contains '&'.");
    }
}
