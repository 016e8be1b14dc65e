using System.Net;
using Microsoft.AspNetCore.Http;
using Ossa.Engine.Links;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;
using Ossa.Server.Sharing;
using Ossa.Server.Writing;

namespace Ossa.Server.Links;

/// <summary>
/// Signs the URLs of a link. They are like all signed URLs, so every program can use them. One begins now and holds for as long as a URL can;
/// the link itself ends sooner or later than that: its end can be moved, and that of a URL cannot. Those of a link with a password are short.
/// </summary>
/// <param name="context">The request in whose answer they are told.</param>
/// <param name="link">The link.</param>
/// <param name="key">Its key.</param>
internal sealed class LinkUrls(OssContext context, Link link, AccessKey key)
{
    private const string LocalDomain = "localhost";

    /// <summary>For how long a URL holds that a password opened: as long as the parts that come of a download are one.</summary>
    private const int SecondsAfterPassword = 60 * 60;

    private static readonly KeyValuePair<string, string>[] None = [];

    /// <summary>The URLs of a link.</summary>
    public static async ValueTask<LinkUrls> OpenAsync(OssContext context, Link link) =>
        new(context, link, await context.Engine.Links.OpenKeyAsync(link, context.Aborted));

    /// <summary>The URL that the link is.</summary>
    public Uri Url() => new(Endpoints.UrlOf(context) + Path());

    /// <summary>The same without the host, for pages on it.</summary>
    public string Path() =>
        Path(link.Disposition is { } disposition ? [new("response-content-disposition", disposition)] : None);

    /// <summary>The path and query that ask for the object with certain parameters.</summary>
    public string Path(KeyValuePair<string, string>[] parameters) => PathOf(link.Key, parameters);

    /// <summary>The same for an object of a folder.</summary>
    public string PathOf(string objectKey, KeyValuePair<string, string>[] parameters) =>
        $"/{link.Bucket}/{UriEncoding.EncodeKey(objectKey)}?{Sign(objectKey, parameters)}";

    /// <summary>
    /// The same on a host of the bucket, which is another origin than that of Ossa's pages; null where there is none. On the machine of the
    /// server names under localhost are such.
    /// </summary>
    public Uri? OnBucketHost(KeyValuePair<string, string>[] parameters)
    {
        var service = new Uri(Endpoints.UrlOf(context));
        var isHere =
            service.IsLoopback || (IPAddress.TryParse(service.Host, out var address) && IPAddress.IsLoopback(address));
        return
            (
                isHere ? LocalDomain
                : context.Options.Domains is [var first, ..] ? first
                : null
            )
                is { } domain
            ? new Uri(
                $"{service.Scheme}://{link.Bucket}.{domain}:{service.Port}/{UriEncoding.EncodeKey(link.Key)}?{Sign(link.Key, parameters)}"
            )
            : null;
    }

    /// <summary>The address of the link's page.</summary>
    public Uri Page() => new(Endpoints.UrlOf(context) + SharePage.Root + ShareId.Of(key));

    /// <summary>What its URLs are used with.</summary>
    private string Method => link.Kind == LinkKind.Upload ? HttpMethods.Put : HttpMethods.Get;

    private string Sign(string objectKey, KeyValuePair<string, string>[] parameters) =>
        UriEncoding.EncodeQuery(
            SignatureV4.Presign(
                key,
                context.Options.Region,
                CredentialScope.OssProduct,
                context.Now,
                link.HasPassword ? SecondsAfterPassword : SignatureV4.MaxExpiresSeconds,
                new SignableRequest(Method, link.Bucket, objectKey, parameters, [])
            )
        );
}
