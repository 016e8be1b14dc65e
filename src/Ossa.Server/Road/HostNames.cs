using Ossa.Server.Hosting;

namespace Ossa.Server.Road;

/// <summary>
/// Tells from a request's host whether it names a bucket (<c>bucket.DOMAIN</c>, <c>bucket.localhost</c>) or the service itself, where
/// the bucket is the first part of the path. Where one domain lies within another, the longer one counts.
/// </summary>
internal sealed class HostNames
{
    private readonly string[] _domains;

    public HostNames(ServerOptions options) =>
        _domains = [
            .. options
                .Domains.Append("localhost")
                .Select(domain => domain.ToLowerInvariant())
                .OrderByDescending(domain => domain.Length),
        ];

    /// <summary>The bucket that a host names, or null on the service host.</summary>
    public string? BucketOf(string host)
    {
        var name = WithoutPort(host).ToLowerInvariant();
        foreach (var domain in _domains)
        {
            if (name == domain)
            {
                return null;
            }

            if (name.EndsWith(domain, StringComparison.Ordinal) && IsBehindDot(name, name.Length - domain.Length))
            {
                return name[..^(domain.Length + 1)];
            }
        }

        return null;
    }

    private static bool IsBehindDot(string name, int start) => start >= 2 && name[start - 1] == '.';

    private static string WithoutPort(string host)
    {
        var colon = host.LastIndexOf(':');
        // A colon inside the brackets of an IPv6 literal is no port.
        return colon < 0 || host.EndsWith(']') ? host : host[..colon];
    }
}
