using System.Collections.Concurrent;

namespace Ossa.Storage.InMemory;

/// <summary>
/// Rows in memory. Each partition is one immutable snapshot that a batch replaces as a whole, so readers take no lock
/// and never see half of a batch.
/// </summary>
internal sealed class InMemoryMetadataStore : IMetadataStore
{
    private readonly ConcurrentDictionary<PartitionId, Partition> _partitions = new();

    public ValueTask<byte[]?> GetAsync(
        PartitionId partition,
        RowFamily family,
        ReadOnlyMemory<byte> key,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(partition)[family].Find(key.ToArray()));
    }

    public ValueTask<IReadOnlyList<Row>> ScanAsync(
        PartitionId partition,
        RowFamily family,
        KeyRange range,
        int limit,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(partition)[family].Scan(range, limit));
    }

    public ValueTask<bool> ApplyAsync(PartitionId partition, WriteBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_partitions.GetOrAdd(partition, static _ => new Partition()).TryApply(batch));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private PartitionRows Read(PartitionId partition) =>
        _partitions.TryGetValue(partition, out var found) ? found.Rows : PartitionRows.Empty;

    private sealed class Partition
    {
        private readonly Lock _writing = new();
        private volatile PartitionRows _rows = PartitionRows.Empty;

        public PartitionRows Rows => _rows;

        public bool TryApply(WriteBatch batch)
        {
            lock (_writing)
            {
                if (!_rows.Satisfies(batch))
                {
                    return false;
                }

                _rows = _rows.After(batch);
                return true;
            }
        }
    }
}
