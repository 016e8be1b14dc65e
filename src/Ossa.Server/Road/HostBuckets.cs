using Microsoft.AspNetCore.Http;
using Ossa.Engine.Domains;

namespace Ossa.Server.Road;

/// <summary>Finds the bucket that a request's host stands for: by its name, or because it is a custom domain that leads to one.</summary>
internal sealed class HostBuckets(HostNames names, CnameStore cnames)
{
    private volatile ReadHost? _last;

    /// <summary>The names that are the server's own.</summary>
    public HostNames Names => names;

    /// <summary>The bucket, or null on the service host. Only what may be a custom domain is looked up.</summary>
    public ValueTask<string?> FindAsync(HttpContext http) => FindAsync(Locator.HostOf(http), http.RequestAborted);

    /// <summary>The same for a host that is told of.</summary>
    public ValueTask<string?> FindAsync(string host, CancellationToken cancellationToken)
    {
        // Most requests come to the host that the one before them came to.
        var (_, bucket, domain) = _last is { } last && last.Host == host ? last : _last = Read(host);
        return domain is null ? new(bucket) : cnames.FindBucketAsync(domain, cancellationToken);
    }

    private ReadHost Read(string host) =>
        names.BucketOf(host) is { } bucket ? new(host, bucket, null)
        : names.TryReadCustomDomain(host, out var domain) ? new(host, null, domain)
        : new(host, null, null);

    /// <summary>What a host says by itself: a bucket, or a domain that may lead to one; neither on the service host.</summary>
    private sealed record ReadHost(string Host, string? Bucket, string? Domain);
}
