using System.Net;
using Ossa.Protocol.Names;
using Ossa.Protocol.Regions;

namespace Ossa.Server.Explaining.Checks;

/// <summary>Host, scheme, bucket and key.</summary>
internal static class AddressChecks
{
    public static IEnumerable<Finding> Find(SignedUrl url) => [.. FindBucket(url), .. FindKey(url), .. FindScheme(url)];

    private static IEnumerable<Finding> FindBucket(SignedUrl url)
    {
        var (bucket, key) = (url.Address.Bucket, url.Address.RawKey);
        if (bucket is null)
        {
            yield return Finding.Hint(
                "HostWithoutBucket",
                $"The host {url.Raw.Host} does not tell the bucket; name it with --bucket."
            );
            yield break;
        }
        if (url.Raw.Host.StartsWith($"{bucket}.{bucket}.", StringComparison.Ordinal) || bucket.Contains('.'))
        {
            yield return Finding.Fault(
                "BucketTwiceInHost",
                $"The bucket stands twice in the host: the endpoint that signed already held it."
            );
        }
        else if (url.Address.Style == Address.InHost && key.StartsWith($"{bucket}/", StringComparison.Ordinal))
        {
            yield return Finding.Hint(
                "BucketInHostAndPath",
                $"The bucket stands in the host and in the path: the key begins with '{bucket}/'. Is that meant?"
            );
        }
        else if (!BucketName.IsValid(bucket))
        {
            yield return Finding.Fault("BadBucketName", $"No bucket can be called '{bucket}'.");
        }
        if (EndpointHost.TryParse(url.Raw.Host, out var host) && host.Bucket is null)
        {
            var inHost = (host with { Bucket = bucket }).ToString();
            yield return Finding.Fault(
                "BucketInPath",
                $"The real service refuses buckets in the path; write {inHost}."
            );
        }
    }

    private static IEnumerable<Finding> FindKey(SignedUrl url)
    {
        if (url.Key.Length == 0)
        {
            yield return Finding.Hint("NoKey", $"There is no key: the URL speaks of the bucket, not of an object.");
        }
        else if (!ObjectKey.IsValid(url.Key))
        {
            yield return Finding.Fault(
                "BadKey",
                $"No object can have this key: at most 1023 bytes, beginning with neither / nor \\."
            );
        }
        else if (url.Key.Contains('%') && SignedUrl.DecodeText(url.Key, plusIsSpace: false) != url.Key)
        {
            yield return Finding.Hint(
                "KeyEncodedTwice",
                $"The key still holds %XX after decoding: was it encoded twice?"
            );
        }
    }

    private static IEnumerable<Finding> FindScheme(SignedUrl url)
    {
        var isLocal =
            url.Raw.Host == "localhost"
            || url.Raw.Host.EndsWith(".localhost", StringComparison.Ordinal)
            || (IPAddress.TryParse(url.Raw.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        if (url.Raw.Scheme == "http" && !isLocal)
        {
            yield return Finding.Hint(
                "PlainHttp",
                $"http shows the URL to everybody on the way, and pages on https cannot load it; the scheme is not signed, so https works too."
            );
        }
    }
}
