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
    /// gives up in between.
    /// </summary>
    public async ValueTask FinishAsync(Bucket bucket)
    {
        var record = await ReadAsync(bucket);
        while (record is not null)
        {
            var followed = PartitionHead.Of(record);
            await _heads.FollowAsync(record, CancellationToken.None);
            record = await ReadAsync(bucket);
            if (record is not null && PartitionHead.Of(record) == followed)
            {
                return;
            }
        }
    }

    /// <summary>The bucket's record as it is now; null when that bucket is gone.</summary>
    private async ValueTask<Bucket?> ReadAsync(Bucket bucket)
    {
        var name = RowKeys.Bucket(bucket.Name);
        var row = await metadata.GetAsync(RowKeys.Control, RowFamily.Record, name, CancellationToken.None);
        var record = row is null ? null : BucketCodec.Decode(row);
        return record?.Incarnation == bucket.Incarnation ? record : null;
    }
}
