using Ossa.Engine.Links;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Links;

/// <summary>Signs the URLs of links. They are like all signed URLs, so every program can use them.</summary>
internal static class LinkUrls
{
    /// <summary>
    /// A URL that begins now and holds for as long as a URL can. The link itself ends sooner or later than that: its end can be moved, and that
    /// of a URL cannot.
    /// </summary>
    public static async ValueTask<Uri> MakeAsync(OssContext context, Link link)
    {
        var key = await context.Engine.Links.OpenKeyAsync(link, context.Aborted);
        KeyValuePair<string, string>[] parameters = link.Disposition is { } disposition
            ? [new("response-content-disposition", disposition)]
            : [];
        var query = SignatureV4.Presign(
            key,
            context.Options.Region,
            CredentialScope.OssProduct,
            context.Now,
            SignatureV4.MaxExpiresSeconds,
            new SignableRequest("GET", link.Bucket, link.Key, parameters, [])
        );
        var path = $"{link.Bucket}/{UriEncoding.EncodePath(link.Key)}";
        return new Uri($"{Endpoints.UrlOf(context)}/{path}?{UriEncoding.EncodeQuery(query)}");
    }
}
