using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Road;

/// <summary>
/// Reads bucket, key and parameters off a request. A "+" in path or query is a space to the protocol; some clients mean the sign
/// itself, so unless the server is strict there is a second reading, and the signature decides.
/// </summary>
internal sealed class Locator(bool strict)
{
    /// <summary>The host that the request names, with its port; empty when it names none.</summary>
    public static string HostOf(HttpContext http)
    {
        var line = RequestLine.Parse(RawTarget(http));
        return line.HasAuthority ? line.Authority.ToString() : http.Request.Headers.Host.ToString();
    }

    /// <summary>What stands in the request line between method and version.</summary>
    public static string RawTarget(HttpContext http) =>
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    /// <summary>The request's path as it was sent, still encoded.</summary>
    public static string PathOf(HttpContext http) => RequestLine.Parse(RawTarget(http)).Path.ToString();

    /// <summary>The possible readings, the protocol's own one first.</summary>
    /// <param name="http">The request.</param>
    /// <param name="hostBucket">The bucket that its host stands for, or null where the path names the bucket.</param>
    public IReadOnlyList<RequestTarget> Locate(HttpContext http, string? hostBucket)
    {
        var line = RequestLine.Parse(RawTarget(http));
        var asSpace = Read(line, hostBucket, plusIsSpace: true);
        var hasPlus = line.Path.Contains('+') || line.Query.Contains('+');
        return strict || !hasPlus ? [asSpace] : [asSpace, Read(line, hostBucket, plusIsSpace: false)];
    }

    private static RequestTarget Read(RequestLine line, string? hostBucket, bool plusIsSpace)
    {
        var path = line.Path[(line.Path[0] == '/' ? 1 : 0)..];
        var bucket = hostBucket;
        if (hostBucket is null)
        {
            var slash = path.IndexOf('/');
            bucket = DecodeBucket(slash < 0 ? path : path[..slash], plusIsSpace);
            path = slash < 0 ? [] : path[(slash + 1)..];
        }
        var query = ReadQuery(line.Query, plusIsSpace);
        return new RequestTarget(bucket, path.IsEmpty ? null : DecodeKey(path, plusIsSpace), query);
    }

    private static string? DecodeBucket(ReadOnlySpan<char> raw, bool plusIsSpace)
    {
        if (raw.IsEmpty)
        {
            return null;
        }

        return UriEncoding.TryDecode(raw, plusIsSpace, out var bucket)
            ? bucket
            : throw new OssException(OssErrors.InvalidBucketName, "BucketName", raw.ToString());
    }

    private static string DecodeKey(ReadOnlySpan<char> raw, bool plusIsSpace) =>
        UriEncoding.TryDecode(raw, plusIsSpace, out var key)
            ? key
            : throw new OssException(OssErrors.ObjectNameNotUtf8, "ObjectName", raw.ToString());

    private static IReadOnlyList<KeyValuePair<string, string>> ReadQuery(ReadOnlySpan<char> raw, bool plusIsSpace) =>
        UriEncoding.TryDecodeQuery(raw, plusIsSpace, out var query)
            ? query
            : throw new OssException(OssErrors.InvalidUri);
}
