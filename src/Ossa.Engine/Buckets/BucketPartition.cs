using Ossa.Engine.Bodies;
using Ossa.Engine.Records;
using Ossa.Engine.Retention;
using Ossa.Storage;

namespace Ossa.Engine.Buckets;

/// <summary>
/// The rows of one bucket, for one operation. Its batches are guarded on the head row; the head's word on versioning and retention counts,
/// not that of the bucket's record, which may be older.
/// </summary>
internal sealed class BucketPartition(IMetadataStore metadata, Bucket bucket)
{
    private PartitionHead _head = PartitionHead.Of(bucket);

    public Bucket Bucket => bucket;

    public PartitionId Id { get; } = bucket.Partition;

    /// <summary>The versioning state that batches are guarded on.</summary>
    public VersioningState Versioning => _head.Versioning;

    /// <summary>What protects objects, which batches are guarded on.</summary>
    public RetentionRule Retention => _head.Retention;

    /// <summary>A new batch that holds only while the bucket takes writes under this versioning state and this retention.</summary>
    public WriteBatch NewBatch() => new WriteBatch().Require(PartitionHead.Key, _head.Encode());

    /// <summary>
    /// Whether what was read by the rules of <see cref="Versioning"/> counts although no batch is guarded on it. A bucket whose record was
    /// read before versions came to be kept has rows that nobody looked at; false then, and the head's word counts from here on.
    /// </summary>
    public async ValueTask<bool> IsFollowedAsync(CancellationToken cancellationToken)
    {
        if (
            Versioning != VersioningState.Never
            || await GetAsync(PartitionHead.Key, cancellationToken) is not { } row
            || PartitionHead.Decode(row).Versioning == Versioning
        )
        {
            return true;
        }

        _head = PartitionHead.Decode(row) with { Closing = false };
        return false;
    }

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
    public ValueTask<bool> ApplyAsync(WriteBatch batch, CancellationToken cancellationToken) =>
        ApplyAsync(batch, null, cancellationToken);

    /// <summary>The same for a batch that makes a body stored, which it then lets go.</summary>
    public async ValueTask<bool> ApplyAsync(WriteBatch batch, PendingBody? body, CancellationToken cancellationToken)
    {
        if (await TryApplyAsync(batch, body, cancellationToken))
        {
            body?.LetGo();
            return true;
        }

        var head = await ReadHeadAsync(cancellationToken);
        if (head != PartitionHead.Of(bucket))
        {
            // Either the bucket's record has changed since it was read, or a failure has kept the head from following it.
            await new HeadSwitch(metadata).FinishAsync(bucket);
            head = await ReadHeadAsync(cancellationToken);
        }

        _head = head;
        return false;
    }

    private async ValueTask<PartitionHead> ReadHeadAsync(CancellationToken cancellationToken) =>
        await GetAsync(PartitionHead.Key, cancellationToken) is { } row
        && PartitionHead.Decode(row) is { Closing: false } head
            ? head
            : throw BucketCatalog.NoSuchBucket(bucket.Name);

    private async ValueTask<bool> TryApplyAsync(
        WriteBatch batch,
        PendingBody? body,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await metadata.ApplyAsync(Id, batch, cancellationToken);
        }
        catch (Exception e) when (e is not StoreFullException and not OperationCanceledException)
        {
            // Nobody knows whether it was applied, so the body must stay for the record that may point to it.
            body?.LetGo();
            throw;
        }
    }
}
