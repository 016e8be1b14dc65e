using System.Net;
using Ossa.Protocol.Regions;
using Ossa.Protocol.Signing;

namespace Ossa.Client.Addressing;

/// <summary>The server's address, and how to write the address of everything on it.</summary>
internal sealed class Endpoint
{
    /// <summary>What stands in the place of a bucket in the path of Ossa's own pages.</summary>
    public const string OwnPages = "-";

    private readonly Uri _uri;
    private readonly AddressingStyle _style;

    private Endpoint(Uri uri, AddressingStyle style)
    {
        _uri = uri;
        _style = style == AddressingStyle.Auto ? ChooseStyle(uri) : style;
    }

    /// <summary>The region that the host tells, or null.</summary>
    public string? Region => EndpointHost.TryParse(_uri.Host, out var host) ? host.Region : null;

    /// <summary>Whether the host is one of the real service's that serve all regions, so that it tells none.</summary>
    public bool NeedsRegion => EndpointHost.TryParse(_uri.Host, out var host) && host.Region is null;

    /// <summary>Reads an endpoint: a URL without path, or a host alone, which means https except on this machine.</summary>
    public static Endpoint Parse(string text, AddressingStyle style)
    {
        var url = text.Contains("://", StringComparison.Ordinal) ? text : $"{SchemeOf(text)}://{text}";
        if (
            !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri is not { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "", Host.Length: > 0 }
        )
        {
            throw new ArgumentException(
                $"'{text}' is no endpoint; write a host or a URL without a path, such as https://oss-cn-hangzhou.aliyuncs.com.",
                nameof(text)
            );
        }
        if (
            EndpointHost.TryParse(uri.Host, out var host)
            && host.Bucket is { } bucket
            && style != AddressingStyle.Cname
        )
        {
            throw new ArgumentException(
                $"The endpoint '{text}' names the bucket '{bucket}'; write {host with { Bucket = null }}.",
                nameof(text)
            );
        }
        return new Endpoint(uri, style);
    }

    /// <summary>
    /// The address of a bucket or an object, with exactly the characters that were signed: <see cref="Uri"/> would otherwise take away
    /// dot segments and decode what it thinks harmless.
    /// </summary>
    public string UrlOf(string? bucket, string? key, IEnumerable<KeyValuePair<string, string>> query)
    {
        var (host, path) = (bucket, _style) switch
        {
            (null or OwnPages, AddressingStyle.Cname) => throw new InvalidOperationException(
                "A custom domain leads to one bucket; requests to the service need another endpoint."
            ),
            (null, _) => ("", ""),
            (OwnPages, _) => ("", $"{OwnPages}/{EncodeKey(key)}"),
            (_, AddressingStyle.Cname) => ("", EncodeKey(key)),
            (_, AddressingStyle.Path) => ("", $"{bucket}/{EncodeKey(key)}"),
            _ => ($"{bucket}.", EncodeKey(key)),
        };
        var parameters = UriEncoding.EncodeQuery(query);
        var target = parameters.Length == 0 ? path : $"{path}?{parameters}";
        return $"{_uri.Scheme}://{host}{_uri.Authority}/{target}";
    }

    /// <summary>The same as a <see cref="Uri"/> that keeps every character of path and query.</summary>
    public static Uri ToUri(string url) =>
        new(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    /// <summary>
    /// Browsers, curl and most others take dot segments away before they send a URL. Where a key has some, its slashes are encoded too,
    /// so that they are no segments; the server reads the same key, and the signature is the same.
    /// </summary>
    private static string EncodeKey(string? key)
    {
        key ??= "";
        return HasDotSegment(key) ? UriEncoding.EncodeComponent(key) : UriEncoding.EncodePath(key);
    }

    private static bool HasDotSegment(string key)
    {
        foreach (var segment in key.AsSpan().Split('/'))
        {
            if (key.AsSpan()[segment] is "." or "..")
            {
                return true;
            }
        }
        return false;
    }

    private static AddressingStyle ChooseStyle(Uri uri) =>
        uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
        || !uri.Host.Contains('.', StringComparison.Ordinal)
            ? AddressingStyle.Path
            : AddressingStyle.VirtualHosted;

    private static string SchemeOf(string hostAndPort) =>
        Uri.TryCreate($"http://{hostAndPort}", UriKind.Absolute, out var uri)
        && (
            uri.IsLoopback
            || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
        )
            ? "http"
            : "https";
}
