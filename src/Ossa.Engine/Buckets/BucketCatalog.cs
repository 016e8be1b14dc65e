using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Ossa.Engine.Domains;
using Ossa.Engine.Lifecycle;
using Ossa.Engine.Records;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Buckets;

/// <summary>The buckets of a store.</summary>
public sealed class BucketCatalog
{
    private const int MaxDecoded = 1024;

    private readonly IMetadataStore _metadata;
    private readonly PartitionHeads _heads;
    private readonly OwnedBuckets _owned;
    private readonly string _rootAccount;
    private readonly TimeProvider _time;
    private readonly DecodedRows<string, Bucket> _decoded = new("buckets", MaxDecoded, row => BucketCodec.Decode(row));

    internal CacheCounter Counter => _decoded.Counter;

    internal BucketCatalog(IMetadataStore metadata, string rootAccount, TimeProvider time)
    {
        _metadata = metadata;
        _heads = new PartitionHeads(metadata);
        _owned = new OwnedBuckets(metadata);
        _rootAccount = rootAccount;
        _time = time;
    }

    /// <summary>A bucket, or null.</summary>
    public async ValueTask<Bucket?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var row = await _metadata.GetAsync(RowKeys.Control, RowFamily.Record, RowKeys.Bucket(name), cancellationToken);
        return row is null ? null : _decoded.Get(name, row);
    }

    /// <summary>A bucket, or the refusal NoSuchBucket.</summary>
    public async ValueTask<Bucket> GetAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) ?? throw NoSuchBucket(name);

    /// <summary>A bucket as it is now, or the refusal NoSuchBucket: one that was made again under its name is another one.</summary>
    public async ValueTask<Bucket> GetAsync(Bucket bucket, CancellationToken cancellationToken) =>
        await FindAsync(bucket.Name, cancellationToken) is { } present && present.Incarnation == bucket.Incarnation
            ? present
            : throw NoSuchBucket(bucket.Name);

    /// <summary>The buckets of one account in the order of their names, from after a marker, whose names have a prefix.</summary>
    public async ValueTask<IReadOnlyList<Bucket>> ListOfAsync(
        string account,
        string prefix,
        string marker,
        CancellationToken cancellationToken
    )
    {
        var buckets = new List<Bucket>();
        foreach (var name in await _owned.ListAsync(account, prefix, cancellationToken))
        {
            if (
                string.CompareOrdinal(name, marker) > 0
                && await FindAsync(name, cancellationToken) is { } bucket
                && bucket.OwnerId == account
            )
            {
                buckets.Add(bucket);
            }
        }

        return buckets;
    }

    /// <summary>All buckets of all accounts, in the order of their names.</summary>
    public async IAsyncEnumerable<Bucket> ListAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // As in all that a start does, without System.Linq.AsyncEnumerable: a server at rest would keep 1 MiB more in memory.
        await foreach (
            var row in RowScan.PrefixAsync(_metadata, RowKeys.Control, RowKeys.BucketPrefix, cancellationToken)
        )
        {
            yield return BucketCodec.Decode(row.Value);
        }
    }

    /// <summary>
    /// Creates a bucket. For its owner it is repeatable: an existing one that is as it is asked for is given back. To change the list of one
    /// that is there is <see cref="CreateAgainAsync"/>.
    /// </summary>
    public async ValueTask<Bucket> CreateAsync(
        string name,
        string ownerId,
        CannedAcl? acl,
        string storageClass,
        string redundancy,
        CancellationToken cancellationToken
    ) => await CreateAsync(name, ownerId, acl, storageClass, redundancy, resourceGroupId: null, cancellationToken);

    /// <summary>The same, in a resource group; an existing bucket stays in the one that it is in.</summary>
    public async ValueTask<Bucket> CreateAsync(
        string name,
        string ownerId,
        CannedAcl? acl,
        string storageClass,
        string redundancy,
        string? resourceGroupId,
        CancellationToken cancellationToken
    )
    {
        var fresh = new Bucket(name, NewIncarnation(), _time.GetUtcNow(), ownerId)
        {
            Acl = acl ?? CannedAcl.Private,
            StorageClass = storageClass,
            DataRedundancyType = redundancy,
            ResourceGroupId = resourceGroupId,
        };
        var (existing, full) = await AddAsync(fresh, cancellationToken);
        if (existing is null && !full)
        {
            return fresh;
        }

        return existing is null
            ? throw new OssException(OssErrors.TooManyBuckets)
            : Require(existing, ownerId, acl ?? existing.Acl, redundancy);
    }

    /// <summary>Creates a bucket once more that its owner knows to be there: only a newly stated list is taken over.</summary>
    /// <exception cref="OssException">It is another owner's or of another redundancy, or it is gone, whatever has its name now.</exception>
    public async ValueTask<Bucket> CreateAgainAsync(
        Bucket bucket,
        string ownerId,
        CannedAcl? acl,
        string redundancy,
        CancellationToken cancellationToken
    )
    {
        var present = await GetAsync(bucket, cancellationToken);
        Require(present, ownerId, present.Acl, redundancy);
        return acl is not { } stated || stated == present.Acl
            ? present
            : await UpdateAsync(bucket, found => found with { Acl = stated }, cancellationToken);
    }

    /// <summary>By how much a change that adds nothing of its user's own may lengthen a record.</summary>
    private const int LittleMoreBytes = 16;

    /// <summary>Changes a bucket's record; the change is computed again when another one came first.</summary>
    /// <exception cref="OssException">The bucket is gone: one that was made again under its name is another one and stays as it is.</exception>
    public async ValueTask<Bucket> UpdateAsync(
        Bucket bucket,
        Func<Bucket, Bucket> change,
        CancellationToken cancellationToken
    )
    {
        var key = RowKeys.Bucket(bucket.Name);
        while (true)
        {
            var present = await _metadata.GetAsync(RowKeys.Control, RowFamily.Record, key, cancellationToken);
            var changed = change(DecodeRowOf(bucket, present));
            var record = BucketCodec.Encode(changed);
            // What an earlier program kept may be larger; it can always be made less, and closed to the public.
            if (record.Length > StorageLimits.MaxRecordBytes && record.Length > present!.Length + LittleMoreBytes)
            {
                throw new OssException(OssErrors.BucketSettingsTooLarge, "BucketName", bucket.Name);
            }

            var batch = new WriteBatch().Require(key, present).Put(RowFamily.Record, key, record);
            if (await _metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken))
            {
                return changed;
            }
        }
    }

    /// <summary>
    /// Deletes an empty bucket. The partition is closed first, so that a write that is answered meanwhile keeps the bucket alive.
    /// </summary>
    public async ValueTask DeleteAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        await GetAsync(bucket, cancellationToken);
        await RequireEmptyAsync(bucket, cancellationToken);
        if (!await _heads.CloseAsync(bucket, cancellationToken))
        {
            throw NoSuchBucket(bucket.Name);
        }

        try
        {
            await RequireEmptyAsync(bucket, cancellationToken);
            await RemoveAsync(bucket, cancellationToken);
        }
        catch
        {
            // Whatever went wrong: while the bucket is there it must take writes again, and never once it is gone or another one.
            var present = await FindAsync(bucket.Name, CancellationToken.None);
            if (present?.Incarnation == bucket.Incarnation)
            {
                await _heads.ReopenAsync(bucket, CancellationToken.None);
            }

            throw;
        }
    }

    /// <summary>
    /// Turns the keeping of older versions on, or suspends it; what was kept stays. While a retention policy is in force it stays as it is.
    /// </summary>
    public async ValueTask SetVersioningAsync(
        Bucket bucket,
        VersioningState versioning,
        CancellationToken cancellationToken
    )
    {
        await UpdateWithHeadAsync(
            bucket,
            present =>
                present.Versioning == versioning || !present.Retention.IsInForce(_time.GetUtcNow())
                    ? present with
                    {
                        Versioning = versioning,
                    }
                    : throw new OssException(OssErrors.VersioningWithWorm, "BucketName", bucket.Name),
            cancellationToken
        );
    }

    /// <summary>Changes what of a bucket's record binds its writes: no write that ends after this can have overlooked it.</summary>
    internal async ValueTask<Bucket> UpdateWithHeadAsync(
        Bucket bucket,
        Func<Bucket, Bucket> change,
        CancellationToken cancellationToken
    )
    {
        var changed = await UpdateAsync(bucket, change, cancellationToken);
        await new HeadSwitch(_metadata).FinishAsync(changed);
        return changed;
    }

    /// <summary>
    /// Finishes what a crash left half done: opens what was being deleted, and lets the heads say what the record says.
    /// Call once, before requests are served.
    /// </summary>
    internal async ValueTask ReopenAllAsync(CancellationToken cancellationToken)
    {
        List<Bucket> buckets = [];
        await foreach (var bucket in ListAllAsync(cancellationToken))
        {
            buckets.Add(bucket);
        }

        foreach (var bucket in buckets)
        {
            await _heads.RecoverAsync(bucket, cancellationToken);
        }

        await _owned.RecoverAsync(buckets, cancellationToken);
    }

    internal static OssException NoSuchBucket(string name) => new(OssErrors.NoSuchBucket, "BucketName", name);

    /// <summary>What the row under a bucket's name says of that bucket.</summary>
    /// <exception cref="OssException">There is no row, or it is of another bucket, made under the same name.</exception>
    internal static Bucket DecodeRowOf(Bucket bucket, byte[]? row) =>
        row is not null && BucketCodec.Decode(row) is var present && present.Incarnation == bucket.Incarnation
            ? present
            : throw NoSuchBucket(bucket.Name);

    private static string NewIncarnation() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Adds a bucket; or gives the one that has its name, or says that there are as many as there may be.</summary>
    private async ValueTask<(Bucket? Existing, bool Full)> AddAsync(Bucket fresh, CancellationToken cancellationToken)
    {
        var key = RowKeys.Bucket(fresh.Name);
        var isPrepared = false;
        while (true)
        {
            var count = await ReadCountAsync(fresh.OwnerId, cancellationToken);
            var existing = await FindAsync(fresh.Name, cancellationToken);
            if (existing is not null || count.Value >= Limits.MaxBuckets)
            {
                if (isPrepared)
                {
                    await _heads.RemoveAsync(fresh, cancellationToken);
                }

                return (existing, existing is null);
            }

            if (!count.IsOfAccount)
            {
                throw new OssException(AccountErrors.NoSuchAccount, "Name", fresh.OwnerId);
            }

            // The head first: a bucket that can be seen can be written to. A crash in between leaves one row that nobody reads.
            if (!isPrepared && !await _heads.CreateAsync(fresh, cancellationToken))
            {
                throw new UnreachableException("A partition with a fresh random name exists already.");
            }

            isPrepared = true;
            var record = new WriteBatch()
                .Require(key, null)
                .Put(RowFamily.Record, key, BucketCodec.Encode(fresh))
                .Put(RowFamily.Record, RowKeys.OwnedBucket(fresh.OwnerId, fresh.Name), []);
            if (await _metadata.ApplyAsync(RowKeys.Control, count.Change(record, 1), cancellationToken))
            {
                return (null, false);
            }
        }
    }

    private ValueTask<BucketCount> ReadCountAsync(string account, CancellationToken cancellationToken) =>
        BucketCount.ReadAsync(_metadata, BucketCount.KeyOf(account, _rootAccount), cancellationToken);

    /// <summary>A bucket that is there, if it is as it is asked for.</summary>
    private static Bucket Require(Bucket existing, string ownerId, CannedAcl acl, string redundancy)
    {
        if (existing.OwnerId == ownerId && existing.DataRedundancyType != redundancy)
        {
            throw new OssException(OssErrors.BucketRedundancyFixed, "BucketName", existing.Name);
        }

        return existing.OwnerId == ownerId && existing.Acl == acl
            ? existing
            : throw new OssException(OssErrors.BucketAlreadyExists, "BucketName", existing.Name);
    }

    private async ValueTask RequireEmptyAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        foreach (var prefix in new[] { RowKeys.ObjectPrefix, RowKeys.VersionPrefix, RowKeys.UploadPrefix })
        {
            var range = KeyRange.Prefix(prefix);
            var rows = await _metadata.ScanAsync(bucket.Partition, RowFamily.Record, range, 1, cancellationToken);
            if (rows.Count > 0)
            {
                throw new OssException(OssErrors.BucketNotEmpty, "BucketName", bucket.Name);
            }
        }
    }

    /// <summary>
    /// Takes the record away and notes the partition as dropped, so that the collector frees what still waits in it. The record may
    /// be changing meanwhile (its list, its rules), so the guard is tried with what is there.
    /// </summary>
    private async ValueTask RemoveAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        var (name, incarnation) = (bucket.Name, bucket.Incarnation);
        var key = RowKeys.Bucket(name);
        while (true)
        {
            var count = await ReadCountAsync(bucket.OwnerId, cancellationToken);
            var present = await _metadata.GetAsync(RowKeys.Control, RowFamily.Record, key, cancellationToken);
            DecodeRowOf(bucket, present);
            var batch = new WriteBatch()
                .Require(key, present)
                .Delete(RowFamily.Record, key)
                .Delete(RowFamily.Record, RowKeys.OwnedBucket(bucket.OwnerId, name))
                .Delete(RowFamily.Record, RowKeys.BucketPolicy(incarnation))
                .Put(RowFamily.Record, RowKeys.Dropped(incarnation), []);
            await CnameStore.ReleaseAsync(_metadata, incarnation, batch, cancellationToken);
            foreach (var row in await LifecycleRows.ReadAsync(_metadata, incarnation, cancellationToken))
            {
                batch.Delete(RowFamily.Record, row.Key);
            }

            if (await _metadata.ApplyAsync(RowKeys.Control, count.Change(batch, -1), cancellationToken))
            {
                return;
            }
        }
    }
}
