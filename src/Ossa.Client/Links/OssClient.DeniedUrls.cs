using System.Security.Cryptography;
using System.Text;
using Ossa.Client.Links;
using Ossa.Client.Sending;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;

namespace Ossa.Client;

/// <summary>Signed URLs that are taken back one by one, whoever signed them: Ossa's own, for the account.</summary>
public sealed partial class OssClient
{
    private const string DenialsPath = "links/denied";
    private const string SignatureParameter = "signature";
    private const int FingerprintBytes = 16;

    /// <summary>Has the server refuse a signed URL from the next request on, until it ends. The server is told a hash of its signature.</summary>
    /// <exception cref="ArgumentException">This is no signed URL.</exception>
    /// <exception cref="OssServiceException">It has ended, or too many are denied.</exception>
    public Task<DeniedUrl> DenyUrlAsync(string url, CancellationToken cancellationToken = default)
    {
        var (fingerprint, end) = Describe(url);
        var request = OssRequest
            .Administrative(HttpMethod.Put, DenialsPath)
            .Parameter(SignatureParameter, fingerprint)
            .Parameter("until", SigningTime.ToIsoBasic(end));
        return _sender.SendAsync(
            request,
            json => LinkDocument.Read(json, LinkJson.Default.DeniedUrl),
            cancellationToken
        );
    }

    /// <summary>Has the server refuse a signed URL no longer.</summary>
    /// <exception cref="ArgumentException">This is no signed URL.</exception>
    /// <exception cref="OssServiceException">It is not denied.</exception>
    public async Task AllowUrlAsync(string url, CancellationToken cancellationToken = default)
    {
        var request = OssRequest
            .Administrative(HttpMethod.Delete, DenialsPath)
            .Parameter(SignatureParameter, Describe(url).Fingerprint);
        using var response = await _sender.SendAsync(request, cancellationToken);
    }

    /// <summary>The signed URLs that are denied and have not ended.</summary>
    public Task<IReadOnlyList<DeniedUrl>> ListDeniedUrlsAsync(CancellationToken cancellationToken = default) =>
        _sender.SendAsync(
            OssRequest.Administrative(HttpMethod.Get, DenialsPath),
            json => LinkDocument.Read(json, LinkJson.Default.IReadOnlyListDeniedUrl),
            cancellationToken
        );

    private static (string Fingerprint, DateTimeOffset End) Describe(string url)
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
                        return (FingerprintOf(v4.Signature), v4.ExpiresAt);
                    case V1UrlSignature { IsWhole: true } v1:
                        return (FingerprintOf(v1.Signature), v1.ExpiresAt);
                }
            }
        }
        catch (OssException e)
        {
            throw new ArgumentException($"That is no signed URL: {e.Error.Message}", nameof(url), e);
        }

        throw new ArgumentException("That is no whole signed URL.", nameof(url));
    }

    private static string FingerprintOf(string signature) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signature)).AsSpan(0, FingerprintBytes));
}
