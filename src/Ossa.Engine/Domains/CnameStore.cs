using Ossa.Engine.Buckets;
using Ossa.Engine.Records;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Domains;

/// <summary>
/// Keeps which domain leads to which bucket. A domain has one row, which names its bucket, so it can lead to one bucket only; a bucket has
/// one row, which names its domains. Both change in one batch, guarded on the bucket's record, and go with the bucket.
/// </summary>
public sealed class CnameStore
{
    private readonly IMetadataStore _metadata;
    private readonly TimeProvider _time;

    internal CnameStore(IMetadataStore metadata, TimeProvider time)
    {
        _metadata = metadata;
        _time = time;
    }

    /// <summary>The name of the bucket that a domain leads to, or null.</summary>
    /// <param name="domain">The domain in its normalized form.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<string?> FindBucketAsync(string domain, CancellationToken cancellationToken)
    {
        var row = await GetAsync(RowKeys.Cname(domain), cancellationToken);
        return row is null ? null : (await FindHolderAsync(row, cancellationToken))?.Name;
    }

    /// <summary>
    /// The domains that lead to a bucket, in the order in which they were mapped; null when none ever has, empty when none does any more.
    /// </summary>
    public async ValueTask<IReadOnlyList<Cname>?> ListAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        var row = await GetAsync(RowKeys.BucketCnames(bucket.Incarnation), cancellationToken);
        return row is null ? null : Decode(row).Domains;
    }

    /// <summary>Whether a domain leads to a bucket.</summary>
    /// <exception cref="OssException">It leads to another one.</exception>
    public async ValueTask<bool> IsMappedAsync(Bucket bucket, string domain, CancellationToken cancellationToken)
    {
        var row = await GetAsync(RowKeys.Cname(domain), cancellationToken);
        var holder = row is null ? null : await FindHolderAsync(row, cancellationToken);
        return holder switch
        {
            null => false,
            _ when holder.Incarnation == bucket.Incarnation => true,
            _ when holder.OwnerId != bucket.OwnerId => throw new OssException(OssErrors.CnameDenied, "Cname", domain),
            _ => throw new OssException(
                OssErrors.CnameAlreadyExists,
                [new("Cname", domain), new("CnameType", "CNAME_OSS")]
            ),
        };
    }

    /// <summary>Lets a domain lead to a bucket, from the next request on. Whose the domain is, its caller has made sure of.</summary>
    /// <exception cref="OssException">The bucket is gone or has too many domains, or the domain leads to another one.</exception>
    public async ValueTask MapAsync(Bucket bucket, string domain, CancellationToken cancellationToken)
    {
        while (true)
        {
            var key = RowKeys.Cname(domain);
            var row = await GetAsync(key, cancellationToken);
            var change = await BeginAsync(bucket, cancellationToken);
            if (await IsMappedAsync(bucket, domain, cancellationToken))
            {
                return;
            }

            if (change.Names.Domains.Count >= Limits.MaxCnames)
            {
                throw new OssException(OssErrors.TooManyCnames, "BucketName", bucket.Name);
            }

            var holder = new CnameHolder(bucket.Name, bucket.Incarnation);
            change.Batch.Require(key, row).Put(RowFamily.Record, key, CnameCodec.Encode(holder));
            var cname = new Cname(domain, _time.GetUtcNow());
            var names = new BucketCnames([.. change.Names.Domains, cname]);
            if (await EndAsync(change, names, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Lets a domain no longer lead to a bucket, from the next request on; one that does not is left as it is.</summary>
    /// <exception cref="OssException">The bucket is gone.</exception>
    public async ValueTask UnmapAsync(Bucket bucket, string domain, CancellationToken cancellationToken)
    {
        while (true)
        {
            var change = await BeginAsync(bucket, cancellationToken);
            if (!change.Names.Has(domain))
            {
                return;
            }

            change.Batch.Delete(RowFamily.Record, RowKeys.Cname(domain));
            Cname[] left = [.. change.Names.Domains.Where(cname => cname.Domain != domain)];
            if (await EndAsync(change, new BucketCnames(left), cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Adds to a batch that removes a bucket what removes its domains.</summary>
    internal static async ValueTask ReleaseAsync(
        IMetadataStore metadata,
        string incarnation,
        WriteBatch batch,
        CancellationToken cancellationToken
    )
    {
        var key = RowKeys.BucketCnames(incarnation);
        if (await metadata.GetAsync(RowKeys.Control, RowFamily.Record, key, cancellationToken) is not { } row)
        {
            batch.Require(key, null);
            return;
        }

        batch.Require(key, row).Delete(RowFamily.Record, key);
        foreach (var cname in CnameCodec.Decode(row).Domains)
        {
            batch.Delete(RowFamily.Record, RowKeys.Cname(cname.Domain));
        }
    }

    private static BucketCnames Decode(byte[]? row) => row is null ? BucketCnames.None : CnameCodec.Decode(row);

    private ValueTask<byte[]?> GetAsync(byte[] key, CancellationToken cancellationToken) =>
        _metadata.GetAsync(RowKeys.Control, RowFamily.Record, key, cancellationToken);

    /// <summary>The bucket that a domain's row names, if it is still that bucket.</summary>
    private async ValueTask<Bucket?> FindHolderAsync(byte[] row, CancellationToken cancellationToken)
    {
        var holder = CnameCodec.DecodeHolder(row);
        var record = await GetAsync(RowKeys.Bucket(holder.Bucket), cancellationToken);
        var bucket = record is null ? null : BucketCodec.Decode(record);
        return bucket?.Incarnation == holder.Incarnation ? bucket : null;
    }

    /// <summary>Reads what a bucket has, with a batch that holds only while that and the bucket's record stay as they are.</summary>
    private async ValueTask<Change> BeginAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        var recordKey = RowKeys.Bucket(bucket.Name);
        var record = await GetAsync(recordKey, cancellationToken);
        BucketCatalog.DecodeRowOf(bucket, record);
        var key = RowKeys.BucketCnames(bucket.Incarnation);
        var row = await GetAsync(key, cancellationToken);
        return new Change(bucket, Decode(row), new WriteBatch().Require(recordKey, record).Require(key, row));
    }

    /// <summary>False: something has changed meanwhile, so read again and decide again.</summary>
    private async ValueTask<bool> EndAsync(Change change, BucketCnames names, CancellationToken cancellationToken)
    {
        var row = CnameCodec.Encode(names);
        if (row.Length > StorageLimits.MaxRecordBytes)
        {
            throw new OssException(OssErrors.BucketSettingsTooLarge, "BucketName", change.Bucket.Name);
        }

        change.Batch.Put(RowFamily.Record, RowKeys.BucketCnames(change.Bucket.Incarnation), row);
        return await _metadata.ApplyAsync(RowKeys.Control, change.Batch, cancellationToken);
    }

    private sealed record Change(Bucket Bucket, BucketCnames Names, WriteBatch Batch);
}
