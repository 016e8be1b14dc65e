using System.Security.Cryptography;
using Ossa.Engine.Buckets;
using Ossa.Engine.Records;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Domains;

/// <summary>
/// Keeps the tokens by which a bucket's owner shows whose a domain is. Each has a row in the bucket's partition, and goes with the bucket.
/// </summary>
public sealed class CnameTokenStore
{
    /// <summary>How long a token counts.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    private const int TokenBytes = 16;

    /// <summary>Of those that have expired one creation takes more away than it adds, so that they cannot pile up.</summary>
    private const int MaxTakenAway = 100;

    private readonly IMetadataStore _metadata;
    private readonly CnameStore _cnames;
    private readonly TimeProvider _time;

    internal CnameTokenStore(IMetadataStore metadata, CnameStore cnames, TimeProvider time)
    {
        _metadata = metadata;
        _cnames = cnames;
        _time = time;
    }

    /// <summary>The token for a domain and a bucket, or null when there is none or it has expired.</summary>
    public async ValueTask<OwnershipToken?> FindAsync(Bucket bucket, string domain, CancellationToken cancellationToken)
    {
        var key = RowKeys.CnameToken(domain);
        var row = await new BucketPartition(_metadata, bucket).GetAsync(key, cancellationToken);
        return row is not null && CnameCodec.DecodeToken(row) is var token && token.ExpiresAt > _time.GetUtcNow()
            ? token
            : null;
    }

    /// <summary>Makes a token for a domain and a bucket, which counts for 72 hours; or gives the one that still counts.</summary>
    /// <exception cref="OssException">The bucket is gone, the domain leads to it already, or there are too many tokens.</exception>
    public async ValueTask<OwnershipToken> CreateAsync(
        Bucket bucket,
        string domain,
        CancellationToken cancellationToken
    )
    {
        if (
            await _cnames.ListAsync(bucket, cancellationToken) is { } mapped
            && mapped.Any(cname => cname.Domain == domain)
        )
        {
            throw new OssException(OssErrors.CnameTokenInUse, [new("Bucket", bucket.Name), new("Cname", domain)]);
        }

        var partition = new BucketPartition(_metadata, bucket);
        while (true)
        {
            var now = _time.GetUtcNow();
            // Before the tokens: each creation adds to it, so that two of them cannot make the same room theirs.
            var writes = await partition.GetAsync(RowKeys.CnameTokenWrites, cancellationToken);
            var tokens = await ReadAllAsync(partition, cancellationToken);
            if (tokens.Find(token => token.Domain == domain && token.ExpiresAt > now) is { } present)
            {
                return present;
            }

            if (tokens.Count(token => token.ExpiresAt > now) >= Limits.MaxCnameTokens)
            {
                throw new OssException(OssErrors.TooManyCnameTokens, "Bucket", bucket.Name);
            }

            var made = Make(domain, now);
            var batch = partition
                .NewBatch()
                .Require(RowKeys.CnameTokenWrites, writes)
                .Increment(RowKeys.CnameTokenWrites, 1)
                .Put(RowFamily.Record, RowKeys.CnameToken(domain), CnameCodec.Encode(made));
            var expired = tokens.Where(one => one.ExpiresAt <= now && one.Domain != domain);
            foreach (var old in expired.Take(MaxTakenAway))
            {
                batch.Delete(RowFamily.Record, RowKeys.CnameToken(old.Domain));
            }

            if (await partition.ApplyAsync(batch, cancellationToken))
            {
                return made;
            }
        }
    }

    private static OwnershipToken Make(string domain, DateTimeOffset now)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds((now + Lifetime).ToUnixTimeSeconds());
        return new OwnershipToken(domain, RandomNumberGenerator.GetHexString(2 * TokenBytes, true), expires);
    }

    private static async ValueTask<List<OwnershipToken>> ReadAllAsync(
        BucketPartition partition,
        CancellationToken cancellationToken
    )
    {
        var range = KeyRange.Prefix(RowKeys.CnameTokenPrefix);
        var rows = await partition.ScanAsync(range, StorageLimits.MaxScanRows, cancellationToken);
        return [.. rows.Select(row => CnameCodec.DecodeToken(row.Value))];
    }
}
