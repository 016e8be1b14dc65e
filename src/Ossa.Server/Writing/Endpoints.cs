using Ossa.Protocol.Signing;
using Ossa.Server.Road;

namespace Ossa.Server.Writing;

/// <summary>
/// What the server calls itself in answers. Clients build new clients from it, so it is the address under which they reached the
/// server unless the settings say otherwise.
/// </summary>
internal static class Endpoints
{
    /// <summary>Host and port, without a bucket and without a scheme, as the service reports its own.</summary>
    public static string Of(OssContext context)
    {
        if (context.Options.PublicUrl is { } url)
        {
            return url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}";
        }

        var host = Locator.HostOf(context.Http);
        if (context.HostBucket is not { } bucket)
        {
            return host;
        }

        return host.StartsWith(bucket + ".", StringComparison.OrdinalIgnoreCase)
            ? host[(bucket.Length + 1)..]
            : OfCustomDomain(context, host);
    }

    /// <summary>Nothing can be built from a custom domain but itself, so a domain of the server is told where there is one.</summary>
    private static string OfCustomDomain(OssContext context, string host)
    {
        var colon = host.LastIndexOf(':');
        return context.Options.Domains is [var domain, ..] ? domain + (colon < 0 ? "" : host[colon..]) : host;
    }

    /// <summary>The address of the service host, without a slash at its end.</summary>
    public static string UrlOf(OssContext context) =>
        $"{context.Options.PublicUrl?.Scheme ?? Scheme(context)}://{Of(context)}";

    /// <summary>The URL of the object that a request is about, without a signature, under the address that the request came to.</summary>
    public static string UrlOfObject(OssContext context)
    {
        var key = UriEncoding.EncodePath(context.Key);
        return context.IsBucketHost && context.Options.PublicUrl is null
            ? $"{Scheme(context)}://{Locator.HostOf(context.Http)}/{key}"
            : $"{UrlOf(context)}/{context.Bucket.Name}/{key}";
    }

    private static string Scheme(OssContext context) => context.Client.IsSecure ? "https" : "http";
}
