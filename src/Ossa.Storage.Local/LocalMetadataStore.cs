using Ossa.Storage.Local.Caching;
using Ossa.Storage.Local.Committing;
using Ossa.Storage.Local.Directories;
using Ossa.Storage.Local.FileSystem;
using Ossa.Storage.Local.RocksDb;

namespace Ossa.Storage.Local;

/// <summary>
/// Rows in RocksDB, written by the committer. Reads come from memory or a few disk blocks and run at once, on a thread that may wait for
/// these; what was read lately is kept.
/// </summary>
internal sealed class LocalMetadataStore(
    DataDirectory directory,
    Database database,
    Committer committer,
    RowCache cache,
    SpaceReclaimer reclaimer,
    WriteGate writes,
    FreeSpace space
) : IMetadataStore
{
    /// <summary>The one writer.</summary>
    public Committer Committer => committer;

    /// <summary>Why writes are refused. Whoever asks finds a failure in the background too, before any write has met it.</summary>
    public string? ReadOnlyReason()
    {
        if (writes.ReadOnlyReason is null && database.FindFailure() is { } failure)
        {
            writes.Close(failure);
        }

        return writes.ReadOnlyReason;
    }

    /// <summary>What the store tells of itself, read from memory but for one look at the disk.</summary>
    public StoreFigures Figures() =>
        new()
        {
            FreeBytes = space.AvailableBytes,
            PromisedBytes = space.PromisedBytes,
            HasBallast = space.HasBallast,
            IsShortOfSpace = space.IsShort,
            SyncedWrites = committer.Writes,
            Batches = committer.Batches,
            WaitingBatches = committer.Waiting,
            FileBytes = database.FileBytes(),
            BodyFiles = database.BodyFiles(),
            BodyFileBytes = database.BodyFileBytes(),
            BodyGarbageBytes = database.BodyGarbageBytes(),
            CachedReads = cache.Hits,
            UncachedReads = cache.Misses,
        };

    public ValueTask<byte[]?> GetAsync(
        PartitionId partition,
        RowFamily family,
        ReadOnlyMemory<byte> key,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (BlockingThread.IsCurrent)
        {
            return new(cache.Get(database, family, partition, key.Span));
        }

        return cache.TryGet(family, partition, key.Span, out var value) ? new(value)
            : BlockingThread.TryStay() ? new(cache.Get(database, family, partition, key.Span))
            : new(Task.Run(() => cache.Get(database, family, partition, key.Span), cancellationToken));
    }

    public async ValueTask<IReadOnlyList<Row>> ScanAsync(
        PartitionId partition,
        RowFamily family,
        KeyRange range,
        int limit,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Which rows come into a range later, nobody can tell.
        ReadSet.Current?.Add(null);
        await BlockingThread.EnterAsync();
        var from = RowKey.Of(partition, range.From.Span);
        var to = range.To is { } end ? RowKey.Of(partition, end.Span) : RowKey.EndOf(partition);
        return database.Scan(family, from, to, limit, RowKey.PrefixLength(partition));
    }

    /// <summary>
    /// Once a batch is handed over its outcome is awaited, cancelled or not: an answer that nobody waits for would leave the
    /// caller in doubt.
    /// </summary>
    public async ValueTask<bool> ApplyAsync(
        PartitionId partition,
        WriteBatch batch,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        writes.ThrowIfReadOnly();
        using var changing = cache.Begin(partition, batch);
        return await committer.ApplyAsync(partition, batch);
    }

    public ValueTask DisposeAsync()
    {
        committer.Dispose();
        reclaimer.Dispose();
        database.Dispose();
        directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
