using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Buckets;

/// <summary>
/// The rows of one bucket, for one operation. Its batches are guarded on the head row; the head's word on versioning counts, not that
/// of the bucket's record, which may be older.
/// </summary>
internal sealed class BucketPartition(IMetadataStore metadata, Bucket bucket)
{
    public Bucket Bucket => bucket;

    public PartitionId Id { get; } = bucket.Partition;

    /// <summary>The versioning state that batches are guarded on.</summary>
    public VersioningState Versioning { get; private set; } = bucket.Versioning;

    /// <summary>A new batch that holds only while the bucket takes writes under this versioning state.</summary>
    public WriteBatch NewBatch() => new WriteBatch().Require(PartitionHead.Key, PartitionHead.Open(Versioning));

    public ValueTask<byte[]?> GetAsync(byte[] row, CancellationToken cancellationToken) =>
        metadata.GetAsync(Id, RowFamily.Record, row, cancellationToken);

    public ValueTask<byte[]?> GetBodyAsync(BlobId id, CancellationToken cancellationToken) =>
        metadata.GetAsync(Id, RowFamily.Body, RowKeys.Body(id), cancellationToken);

    public ValueTask<IReadOnlyList<Row>> ScanAsync(KeyRange range, int limit, CancellationToken cancellationToken) =>
        metadata.ScanAsync(Id, RowFamily.Record, range, limit, cancellationToken);

    /// <summary>
    /// False: what the batch relied on has changed, so read again and decide again. A partition that is closing or gone belongs to no
    /// bucket any more.
    /// </summary>
    public async ValueTask<bool> ApplyAsync(WriteBatch batch, CancellationToken cancellationToken)
    {
        if (await metadata.ApplyAsync(Id, batch, cancellationToken))
        {
            return true;
        }

        var row = await GetAsync(PartitionHead.Key, cancellationToken);
        if (row is null || PartitionHead.Decode(row) is not { Closing: false } head)
        {
            throw BucketCatalog.NoSuchBucket(bucket.Name);
        }

        Versioning = head.Versioning;
        return false;
    }
}
