using System.Net;
using Ossa.Protocol.Names;
using Ossa.Protocol.Regions;

namespace Ossa.Server.Explaining;

/// <summary>
/// Finds the ways in which host and path can name bucket and key. Addressing is not signed, so that only the host's own rules tell;
/// the first reading is the likeliest.
/// </summary>
internal static class Addresses
{
    public static IReadOnlyList<Address> Find(RawUrl url, string? bucket, string? endpointHost)
    {
        var path = url.Path[1..];
        List<Address> found = [];
        if (bucket is not null)
        {
            found.Add(new Address(bucket, path, "bucket given besides"));
        }
        found.AddRange(FindByHost(url.Host, path, endpointHost));
        return [.. found.DistinctBy(address => (address.Bucket, address.RawKey))];
    }

    private static List<Address> FindByHost(string host, string path, string? endpointHost)
    {
        if (EndpointHost.TryParse(host, out var service))
        {
            return service.Bucket is null ? [PathStyle(path)] : [new Address(service.Bucket, path, Address.InHost)];
        }
        if (BucketBefore(host, endpointHost) is { } bucket)
        {
            return [new Address(bucket, path, Address.InHost)];
        }
        if (host == endpointHost || IPAddress.TryParse(host.Trim('[', ']'), out _) || !host.Contains('.'))
        {
            return [PathStyle(path)];
        }
        List<Address> readings = [PathStyle(path)];
        if (FirstLabel(host) is { } label)
        {
            readings.Add(new Address(label, path, Address.InHost));
        }
        return readings;
    }

    private static Address PathStyle(string path)
    {
        var slash = path.IndexOf('/');
        var bucket = slash < 0 ? path : path[..slash];
        return BucketName.IsValid(bucket)
            ? new Address(bucket, slash < 0 ? "" : path[(slash + 1)..], Address.InPath)
            : new Address(null, path, "custom domain; --bucket names its bucket");
    }

    private static string? BucketBefore(string host, string? endpointHost)
    {
        foreach (var domain in new[] { endpointHost, "localhost" })
        {
            if (domain is not null && host.EndsWith($".{domain}", StringComparison.Ordinal))
            {
                return host[..^(domain.Length + 1)];
            }
        }
        return null;
    }

    private static string? FirstLabel(string host)
    {
        var label = host[..host.IndexOf('.')];
        return BucketName.IsValid(label) ? label : null;
    }
}
