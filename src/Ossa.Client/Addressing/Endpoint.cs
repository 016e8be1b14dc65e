using System.Net;
using Ossa.Protocol.Regions;
using Ossa.Protocol.Signing;

namespace Ossa.Client.Addressing;

/// <summary>The server's address, and how to write the address of everything on it.</summary>
internal sealed class Endpoint
{
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
        if (bucket is null)
        {
            return UrlOfService("", query);
        }

        var (host, path) = _style switch
        {
            AddressingStyle.Cname => ("", UriEncoding.EncodeKey(key ?? "")),
            AddressingStyle.Path => ("", $"{bucket}/{UriEncoding.EncodeKey(key ?? "")}"),
            _ => ($"{bucket}.", UriEncoding.EncodeKey(key ?? "")),
        };
        return Join(host, path, query);
    }

    /// <summary>The address of a path, encoded already, at the service itself.</summary>
    public string UrlOfService(string path, IEnumerable<KeyValuePair<string, string>> query) =>
        _style == AddressingStyle.Cname
            ? throw new InvalidOperationException(
                "A custom domain leads to one bucket; requests to the service need another endpoint."
            )
            : Join("", path, query);

    private string Join(string host, string path, IEnumerable<KeyValuePair<string, string>> query)
    {
        var parameters = UriEncoding.EncodeQuery(query);
        var target = parameters.Length == 0 ? path : $"{path}?{parameters}";
        return $"{_uri.Scheme}://{host}{_uri.Authority}/{target}";
    }

    /// <summary>The same as a <see cref="Uri"/> that keeps every character of path and query.</summary>
    public static Uri ToUri(string url) =>
        new(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

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
