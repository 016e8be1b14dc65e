using Ossa.Storage;

namespace Ossa.Engine.Buckets;

/// <summary>Changes the head rows of buckets' partitions.</summary>
internal sealed class PartitionHeads(IMetadataStore metadata)
{
    /// <summary>Makes the head of a new bucket; false when there is one already.</summary>
    public ValueTask<bool> CreateAsync(Bucket bucket, CancellationToken cancellationToken) =>
        SwitchAsync(bucket, null, PartitionHead.Of(bucket), cancellationToken);

    /// <summary>Takes the head of a bucket that has not come to be away again.</summary>
    public async ValueTask RemoveAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        var batch = new WriteBatch().Delete(RowFamily.Record, PartitionHead.Key);
        await metadata.ApplyAsync(bucket.Partition, batch, cancellationToken);
    }

    /// <summary>Lets the head refuse writes; false when it does already or is gone.</summary>
    public ValueTask<bool> CloseAsync(Bucket bucket, CancellationToken cancellationToken) =>
        ChangeAsync(bucket, head => head with { Closing = true }, cancellationToken);

    /// <summary>Lets the head take writes again. What it says besides may have been switched while it was closed, and stays.</summary>
    public ValueTask<bool> ReopenAsync(Bucket bucket, CancellationToken cancellationToken) =>
        ChangeAsync(bucket, head => head with { Closing = false }, cancellationToken);

    /// <summary>Lets the head take writes as the bucket's record says, whatever a crash has left of it.</summary>
    public ValueTask<bool> RecoverAsync(Bucket bucket, CancellationToken cancellationToken) =>
        ChangeAsync(bucket, _ => PartitionHead.Of(bucket), cancellationToken);

    /// <summary>
    /// Lets writes be taken under the versioning state and the retention of the bucket's record. A bucket that is being deleted meanwhile
    /// stays closed.
    /// </summary>
    public ValueTask<bool> FollowAsync(Bucket bucket, CancellationToken cancellationToken) =>
        ChangeAsync(
            bucket,
            head => head with { Versioning = bucket.Versioning, Retention = bucket.Retention },
            cancellationToken
        );

    /// <summary>
    /// Changes a head; false when there is nothing to change. It is written only where it must be: on a full disk even a write whose
    /// guard does not hold is refused.
    /// </summary>
    private async ValueTask<bool> ChangeAsync(
        Bucket bucket,
        Func<PartitionHead, PartitionHead> change,
        CancellationToken cancellationToken
    )
    {
        while (await ReadAsync(bucket, cancellationToken) is { } present)
        {
            var head = PartitionHead.Decode(present);
            var wanted = change(head);
            if (wanted == head)
            {
                return false;
            }

            if (await SwitchAsync(bucket, present, wanted, cancellationToken))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Changes the head from one state to another, or says that it is not in the first.</summary>
    private async ValueTask<bool> SwitchAsync(
        Bucket bucket,
        byte[]? from,
        PartitionHead to,
        CancellationToken cancellationToken
    )
    {
        var row = to.Encode();
        var batch = new WriteBatch().Require(PartitionHead.Key, from).Put(RowFamily.Record, PartitionHead.Key, row);
        while (!await metadata.ApplyAsync(bucket.Partition, batch, cancellationToken))
        {
            var present = await ReadAsync(bucket, cancellationToken);
            if (from is null ? present is not null : !from.AsSpan().SequenceEqual(present))
            {
                return false;
            }
        }

        return true;
    }

    private ValueTask<byte[]?> ReadAsync(Bucket bucket, CancellationToken cancellationToken) =>
        metadata.GetAsync(bucket.Partition, RowFamily.Record, PartitionHead.Key, cancellationToken);
}
