using System.Diagnostics.CodeAnalysis;
using Ossa.Protocol.Names;
using Ossa.Server.Hosting;

namespace Ossa.Server.Road;

/// <summary>
/// Tells from a request's host whether it names a bucket (<c>bucket.DOMAIN</c>, <c>bucket.localhost</c>) or the service itself, where
/// the bucket is the first part of the path. Where one domain lies within another, the longer one counts. Any other name may be a custom
/// domain; the server's own ones never are.
/// </summary>
internal sealed class HostNames
{
    private readonly string[] _domains;
    private readonly HashSet<string> _services;

    /// <param name="options">The domains of the server, and what it calls itself.</param>
    /// <param name="listen">The addresses that it listens on.</param>
    public HostNames(ServerOptions options, IEnumerable<Uri> listen)
    {
        _domains =
        [
            .. options
                .Domains.Append("localhost")
                .Select(DomainName.Normalize)
                .OrderByDescending(domain => domain.Length),
        ];
        _services =
        [
            .. listen.Append(options.PublicUrl).OfType<Uri>().Select(url => DomainName.Normalize(url.IdnHost)),
        ];
    }

    /// <summary>The bucket that a host names by itself, or null on the service host and on a custom domain.</summary>
    public string? BucketOf(string host)
    {
        var name = NameOf(host);
        return DomainOf(name) is { } domain && name.Length - domain.Length >= 2 ? name[..^(domain.Length + 1)] : null;
    }

    /// <summary>The name in its normalized form, if somebody else's domain may be meant by a host.</summary>
    public bool TryReadCustomDomain(string host, [NotNullWhen(true)] out string? domain)
    {
        var name = NameOf(host);
        domain = DomainName.IsValid(name) && !IsOwn(name) ? name : null;
        return domain is not null;
    }

    /// <summary>Whether a normalized name is the server's own, or lies within a domain of its own.</summary>
    public bool IsOwn(string name) => _services.Contains(name) || DomainOf(name) is not null;

    private string? DomainOf(string name) => Array.Find(_domains, domain => DomainName.IsWithin(name, domain));

    private static string NameOf(string host)
    {
        var colon = host.LastIndexOf(':');
        // A colon inside the brackets of an IPv6 literal is no port.
        return DomainName.Normalize(colon < 0 || host.EndsWith(']') ? host : host[..colon]);
    }
}
