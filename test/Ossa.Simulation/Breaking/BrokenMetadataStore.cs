using Ossa.Simulation.Randomness;
using Ossa.Storage;

namespace Ossa.Simulation.Breaking;

/// <summary>Rows in a store that lies now and then, to prove that the simulation would notice.</summary>
internal abstract class BrokenMetadataStore(IMetadataStore inner, Dice dice) : IMetadataStore
{
    private protected IMetadataStore Inner => inner;

    private protected Dice Dice => dice;

    public virtual ValueTask<byte[]?> GetAsync(
        PartitionId partition,
        RowFamily family,
        ReadOnlyMemory<byte> key,
        CancellationToken cancellationToken
    ) => inner.GetAsync(partition, family, key, cancellationToken);

    public virtual ValueTask<IReadOnlyList<Row>> ScanAsync(
        PartitionId partition,
        RowFamily family,
        KeyRange range,
        int limit,
        CancellationToken cancellationToken
    ) => inner.ScanAsync(partition, family, range, limit, cancellationToken);

    public virtual ValueTask<bool> ApplyAsync(
        PartitionId partition,
        WriteBatch batch,
        CancellationToken cancellationToken
    ) => inner.ApplyAsync(partition, batch, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
