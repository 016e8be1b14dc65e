using Ossa.Storage;

namespace Ossa.Simulation.Storage;

/// <summary>Rows with a hook around every call.</summary>
internal sealed class HookedMetadataStore(IMetadataStore inner, IStorageHook hook, bool closes) : IMetadataStore
{
    public async ValueTask<byte[]?> GetAsync(
        PartitionId partition,
        RowFamily family,
        ReadOnlyMemory<byte> key,
        CancellationToken cancellationToken
    )
    {
        await hook.BeforeAsync(StorageCall.Get);
        var value = await inner.GetAsync(partition, family, key, cancellationToken);
        await hook.AfterAsync(StorageCall.Get);
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
        await hook.BeforeAsync(StorageCall.Scan);
        var rows = await inner.ScanAsync(partition, family, range, limit, cancellationToken);
        await hook.AfterAsync(StorageCall.Scan);
        return rows;
    }

    public async ValueTask<bool> ApplyAsync(
        PartitionId partition,
        WriteBatch batch,
        CancellationToken cancellationToken
    )
    {
        await hook.BeforeAsync(StorageCall.Apply);
        var applied = await inner.ApplyAsync(partition, batch, cancellationToken);
        await hook.AfterAsync(StorageCall.Apply);
        return applied;
    }

    public ValueTask DisposeAsync() => closes ? inner.DisposeAsync() : ValueTask.CompletedTask;
}
