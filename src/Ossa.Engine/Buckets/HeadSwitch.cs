using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Buckets;

/// <summary>
/// Lets the head of a bucket's partition say of versioning and retention what the bucket's record says. The record is written first. A
/// failure may keep the head from following it; then the first write that comes by the new record finishes the switch.
/// </summary>
internal sealed class HeadSwitch(IMetadataStore metadata)
{
    private readonly PartitionHeads _heads = new(metadata);

    /// <summary>
    /// Brings the head to the record. Two that switch at once may end in either state, but record and head must end in the same; so nobody
    /// gives up in between, and each looks once more after its own change. A bucket that is being deleted meanwhile stays closed.
    /// </summary>
    public async ValueTask FinishAsync(Bucket bucket)
    {
        while (await _heads.ChangeAsync(bucket, head => FollowAsync(bucket, head), CancellationToken.None)) { }
    }

    /// <summary>
    /// The head as the record wants it. The record is read after the head: had it been read before, a switch that was answered in between
    /// would be undone.
    /// </summary>
    private async ValueTask<PartitionHead> FollowAsync(Bucket bucket, PartitionHead head) =>
        await ReadAsync(bucket) is { } record ? PartitionHead.Of(record) with { Closing = head.Closing } : head;

    /// <summary>The bucket's record as it is now; null when that bucket is gone.</summary>
    private async ValueTask<Bucket?> ReadAsync(Bucket bucket)
    {
        var name = RowKeys.Bucket(bucket.Name);
        var row = await metadata.GetAsync(RowKeys.Control, RowFamily.Record, name, CancellationToken.None);
        var record = row is null ? null : BucketCodec.Decode(row);
        return record?.Incarnation == bucket.Incarnation ? record : null;
    }
}
