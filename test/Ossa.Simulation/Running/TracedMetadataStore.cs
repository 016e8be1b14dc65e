using System.Collections.Concurrent;
using Ossa.Storage;

namespace Ossa.Simulation.Running;

/// <summary>Notes which partitions are written to, so that the audit can look into those that nothing names any more.</summary>
internal sealed class TracedMetadataStore(IMetadataStore inner, ConcurrentDictionary<PartitionId, bool> written)
    : IMetadataStore
{
    public ValueTask<byte[]?> GetAsync(
        PartitionId partition,
        RowFamily family,
        ReadOnlyMemory<byte> key,
        CancellationToken cancellationToken
    ) => inner.GetAsync(partition, family, key, cancellationToken);

    public ValueTask<IReadOnlyList<Row>> ScanAsync(
        PartitionId partition,
        RowFamily family,
        KeyRange range,
        int limit,
        CancellationToken cancellationToken
    ) => inner.ScanAsync(partition, family, range, limit, cancellationToken);

    public ValueTask<bool> ApplyAsync(PartitionId partition, WriteBatch batch, CancellationToken cancellationToken)
    {
        written[partition] = true;
        return inner.ApplyAsync(partition, batch, cancellationToken);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
