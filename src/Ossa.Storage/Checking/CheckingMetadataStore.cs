namespace Ossa.Storage.Checking;

/// <summary>
/// Behaves as badly as a distributed engine may: refuses what breaks the rules of <see cref="IMetadataStore"/>, lets guarded batches
/// fail though their guards hold, and applies the changes of a batch in any order. What works on it works on every engine.
/// </summary>
internal sealed class CheckingMetadataStore(IMetadataStore inner, ulong seed, double guardFailureRate) : IMetadataStore
{
    private readonly SeededRandom _random = new(seed);
    private readonly HandedOutRows _handedOut = new();

    public async ValueTask<byte[]?> GetAsync(
        PartitionId partition,
        RowFamily family,
        ReadOnlyMemory<byte> key,
        CancellationToken cancellationToken
    )
    {
        BatchRules.CheckPartition(partition);
        BatchRules.CheckKey(key);
        var value = await inner.GetAsync(partition, family, key, cancellationToken);
        _handedOut.Add(value);
        return value;
    }

    public async ValueTask<IReadOnlyList<Row>> ScanAsync(
        PartitionId partition,
        RowFamily family,
        KeyRange range,
        int limit,
        CancellationToken cancellationToken
    )
    {
        BatchRules.CheckPartition(partition);
        BatchRules.CheckScan(range, limit);
        var rows = await inner.ScanAsync(partition, family, range, limit, cancellationToken);
        foreach (var row in rows)
        {
            _handedOut.Add(row.Key);
            _handedOut.Add(row.Value);
        }

        return rows;
    }

    public ValueTask<bool> ApplyAsync(PartitionId partition, WriteBatch batch, CancellationToken cancellationToken)
    {
        BatchRules.CheckPartition(partition);
        BatchRules.Check(batch);
        if (batch.Guards.Count > 0 && _random.NextDouble() < guardFailureRate)
        {
            return new(false);
        }

        return inner.ApplyAsync(partition, Reorder(batch), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        _handedOut.Check();
    }

    private WriteBatch Reorder(WriteBatch batch)
    {
        var reordered = new WriteBatch();
        foreach (var change in Shuffled(batch.Changes))
        {
            _ = change.Kind switch
            {
                RowChangeKind.Put => reordered.Put(change.Family, change.Key, change.Value),
                RowChangeKind.Add => reordered.Increment(change.Key, change.Delta),
                _ => reordered.Delete(change.Family, change.Key),
            };
        }
        foreach (var guard in Shuffled(batch.Guards))
        {
            reordered.Require(guard.Key, guard.Expected);
        }

        return reordered;
    }

    private T[] Shuffled<T>(IReadOnlyList<T> items)
    {
        T[] copy = [.. items];
        _random.Shuffle<T>(copy);
        return copy;
    }
}
