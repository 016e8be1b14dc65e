using Ossa.Storage;
using Ossa.Storage.InMemory;

namespace Ossa.Tests.Server;

/// <summary>A store in memory that lets a test step in between a request's steps.</summary>
internal sealed class InterceptedStore(IMetadataStore inner) : IMetadataStore
{
    /// <summary>Runs once, after the next read of a record whose row ends in these bytes.</summary>
    public (byte[] Row, Func<Task> Step)? AfterRead { get; set; }

    /// <summary>Runs after every read of a body.</summary>
    public Func<Task>? AfterBodyRead { get; set; }

    /// <summary>Runs before every batch.</summary>
    public Func<Task>? BeforeBatch { get; set; }

    /// <summary>Runs after every batch that was applied; what it throws leaves the outcome in doubt.</summary>
    public Action<PartitionId>? AfterBatch { get; set; }

    /// <summary>Runs before every scan.</summary>
    public Action<PartitionId>? BeforeScan { get; set; }

    public static (StorageEngine Storage, InterceptedStore Store) Create()
    {
        var engine = InMemoryEngine.Create();
        var store = new InterceptedStore(engine.Metadata);
        return (engine with { Metadata = store }, store);
    }

    public async ValueTask<byte[]?> GetAsync(
        PartitionId partition,
        RowFamily family,
        ReadOnlyMemory<byte> key,
        CancellationToken cancellationToken
    )
    {
        var value = await inner.GetAsync(partition, family, key, cancellationToken);
        if (AfterRead is { } after && family == RowFamily.Record && key.Span.EndsWith(after.Row))
        {
            AfterRead = null;
            await after.Step();
        }

        if (family == RowFamily.Body && AfterBodyRead is { } afterBody)
        {
            await afterBody();
        }

        return value;
    }

    public ValueTask<IReadOnlyList<Row>> ScanAsync(
        PartitionId partition,
        RowFamily family,
        KeyRange range,
        int limit,
        CancellationToken cancellationToken
    )
    {
        BeforeScan?.Invoke(partition);
        return inner.ScanAsync(partition, family, range, limit, cancellationToken);
    }

    public async ValueTask<bool> ApplyAsync(
        PartitionId partition,
        WriteBatch batch,
        CancellationToken cancellationToken
    )
    {
        if (BeforeBatch is { } before)
        {
            await before();
        }

        var applied = await inner.ApplyAsync(partition, batch, cancellationToken);
        if (applied)
        {
            AfterBatch?.Invoke(partition);
        }

        return applied;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
