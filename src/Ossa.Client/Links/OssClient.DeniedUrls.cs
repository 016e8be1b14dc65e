using Ossa.Client.Links;
using Ossa.Client.Sending;
using Ossa.Protocol.Signing;

namespace Ossa.Client;

/// <summary>Signed URLs that are taken back one by one, whoever signed them: Ossa's own, for the account.</summary>
public sealed partial class OssClient
{
    private const string DenialsPath = "links/denied";
    private const string SignatureParameter = "signature";

    /// <summary>Has the server refuse a signed URL from the next request on, until it ends. The server is told a hash of its signature.</summary>
    /// <exception cref="ArgumentException">This is no signed URL.</exception>
    /// <exception cref="OssServiceException">It has ended, or too many are denied.</exception>
    public Task<DeniedUrl> DenyUrlAsync(string url, CancellationToken cancellationToken = default)
    {
        var signed = Describe(url);
        var request = OssRequest
            .Administrative(HttpMethod.Put, DenialsPath)
            .Parameter(SignatureParameter, signed.Fingerprint)
            .Parameter("until", SigningTime.ToIsoBasic(signed.ExpiresAt));
        return _sender.SendAsync(request, json => AnswerJson.Read(json, LinkJson.Default.DeniedUrl), cancellationToken);
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
            json => AnswerJson.Read(json, LinkJson.Default.IReadOnlyListDeniedUrl),
            cancellationToken
        );

    private static UrlSignature Describe(string url)
    {
        try
        {
            return UrlSignature.Read(url);
        }
        catch (FormatException e)
        {
            throw new ArgumentException(e.Message, nameof(url), e);
        }
    }
}
