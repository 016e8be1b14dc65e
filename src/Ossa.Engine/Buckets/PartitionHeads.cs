using Ossa.Storage;

namespace Ossa.Engine.Buckets;

/// <summary>Changes the head rows of buckets' partitions.</summary>
internal sealed class PartitionHeads(IMetadataStore metadata)
{
    /// <summary>Makes the head of a new bucket; false when there is one already.</summary>
    public async ValueTask<bool> CreateAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        while (!await SwitchAsync(bucket, null, PartitionHead.Of(bucket), cancellationToken))
        {
            if (await ReadAsync(bucket, cancellationToken) is not null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes the head of a bucket that has not come to be away again.</summary>
    public async ValueTask RemoveAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        var batch = new WriteBatch().Delete(RowFamily.Record, PartitionHead.Key);
        await metadata.ApplyAsync(bucket.Partition, batch, cancellationToken);
    }

    /// <summary>Lets the head refuse writes; false when it does already or is gone.</summary>
    public ValueTask<bool> CloseAsync(Bucket bucket, CancellationToken cancellationToken) =>
        ChangeAsync(bucket, head => ValueTask.FromResult(head with { Closing = true }), cancellationToken);

    /// <summary>Lets the head take writes again. What it says besides may have been switched while it was closed, and stays.</summary>
    public ValueTask<bool> ReopenAsync(Bucket bucket, CancellationToken cancellationToken) =>
        ChangeAsync(bucket, head => ValueTask.FromResult(head with { Closing = false }), cancellationToken);

    /// <summary>Lets the head take writes as the bucket's record says, whatever a crash has left of it.</summary>
    public ValueTask<bool> RecoverAsync(Bucket bucket, CancellationToken cancellationToken) =>
        ChangeAsync(bucket, _ => ValueTask.FromResult(PartitionHead.Of(bucket)), cancellationToken);

    /// <summary>
    /// Changes a head; false when there is nothing to change. It is written only where it must be: on a full disk even a write whose
    /// guard does not hold is refused. What the change depends on is to be read by <paramref name="change"/>, which runs again when the
    /// head has become another one meanwhile.
    /// </summary>
    public async ValueTask<bool> ChangeAsync(
        Bucket bucket,
        Func<PartitionHead, ValueTask<PartitionHead>> change,
        CancellationToken cancellationToken
    )
    {
        while (await ReadAsync(bucket, cancellationToken) is { } present)
        {
            var head = PartitionHead.Decode(present);
            var wanted = await change(head);
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

    /// <summary>Changes the head from one state to another, or says that it was not in the first.</summary>
    private ValueTask<bool> SwitchAsync(
        Bucket bucket,
        byte[]? from,
        PartitionHead to,
        CancellationToken cancellationToken
    )
    {
        var row = to.Encode();
        var batch = new WriteBatch().Require(PartitionHead.Key, from).Put(RowFamily.Record, PartitionHead.Key, row);
        return metadata.ApplyAsync(bucket.Partition, batch, cancellationToken);
    }

    private ValueTask<byte[]?> ReadAsync(Bucket bucket, CancellationToken cancellationToken) =>
        metadata.GetAsync(bucket.Partition, RowFamily.Record, PartitionHead.Key, cancellationToken);
}
