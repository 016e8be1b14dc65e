using Microsoft.AspNetCore.Http;
using Ossa.Engine.Domains;

namespace Ossa.Server.Road;

/// <summary>Finds the bucket that a request's host stands for: by its name, or because it is a custom domain that leads to one.</summary>
internal sealed class HostBuckets(HostNames names, CnameStore cnames)
{
    /// <summary>The names that are the server's own.</summary>
    public HostNames Names => names;

    /// <summary>The bucket, or null on the service host. Only what may be a custom domain is looked up.</summary>
    public ValueTask<string?> FindAsync(HttpContext http) => FindAsync(Locator.HostOf(http), http.RequestAborted);

    /// <summary>The same for a host that is told of.</summary>
    public async ValueTask<string?> FindAsync(string host, CancellationToken cancellationToken)
    {
        if (names.BucketOf(host) is { } bucket)
        {
            return bucket;
        }

        return names.TryReadCustomDomain(host, out var domain)
            ? await cnames.FindBucketAsync(domain, cancellationToken)
            : null;
    }
}
