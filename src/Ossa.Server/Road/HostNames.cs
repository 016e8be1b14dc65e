using Ossa.Server.Hosting;

namespace Ossa.Server.Road;

/// <summary>
/// Tells from a request's host whether it names a bucket (<c>bucket.DOMAIN</c>, <c>bucket.localhost</c>) or the service itself, where
/// the bucket is the first part of the path.
/// </summary>
internal sealed class HostNames
{
    private readonly string[] _suffixes;

    public HostNames(ServerOptions options) =>
        _suffixes = [.. options.Domains.Append("localhost").Select(domain => "." + domain.ToLowerInvariant())];

    /// <summary>The bucket that a host names, or null on the service host.</summary>
    public string? BucketOf(string host)
    {
        var name = WithoutPort(host).ToLowerInvariant();
        foreach (var suffix in _suffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                return name[..^suffix.Length];
            }
        }

        return null;
    }

    private static string WithoutPort(string host)
    {
        var colon = host.LastIndexOf(':');
        // A colon inside the brackets of an IPv6 literal is no port.
        return colon < 0 || host.EndsWith(']') ? host : host[..colon];
    }
}
