using Ossa.Storage;
using Ossa.Storage.Checking;

namespace Ossa.Simulation.Faults;

/// <summary>
/// The checking engine, whose guards fail at random, for changes of objects; these are guarded on two rows at least, the bucket's head and
/// the record. Changes of buckets are checked too, but their guards fail only for a reason: the catalogue of buckets takes a failed guard
/// for a true one.
/// </summary>
internal static class UnreliableObjectGuards
{
    public static StorageEngine Over(StorageEngine engine, ulong seed, double guardFailureRate) =>
        engine with
        {
            Metadata = new ByGuards(
                CheckingEngine.Over(engine, seed, guardFailureRate).Metadata,
                CheckingEngine.Over(engine, seed, 0).Metadata
            ),
        };

    private sealed class ByGuards(IMetadataStore unreliable, IMetadataStore reliable) : IMetadataStore
    {
        public ValueTask<byte[]?> GetAsync(
            PartitionId partition,
            RowFamily family,
            ReadOnlyMemory<byte> key,
            CancellationToken cancellationToken
        ) => reliable.GetAsync(partition, family, key, cancellationToken);

        public ValueTask<IReadOnlyList<Row>> ScanAsync(
            PartitionId partition,
            RowFamily family,
            KeyRange range,
            int limit,
            CancellationToken cancellationToken
        ) => reliable.ScanAsync(partition, family, range, limit, cancellationToken);

        public ValueTask<bool> ApplyAsync(
            PartitionId partition,
            WriteBatch batch,
            CancellationToken cancellationToken
        ) => (batch.Guards.Count > 1 ? unreliable : reliable).ApplyAsync(partition, batch, cancellationToken);

        public ValueTask DisposeAsync() => reliable.DisposeAsync();
    }
}
