using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Links;
using Ossa.Engine.Multipart;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>
/// Frees what no record uses: bodies that were replaced or deleted, parts of uploads that have ended, what a crash left behind, uploads
/// that nobody ended.
/// </summary>
public sealed class GarbageCollector
{
    /// <summary>How many rows are read at once.</summary>
    internal const int PageRows = 256;

    /// <summary>How often uploads are looked through for those that have been abandoned, and links for those that ended long ago.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly IMetadataStore _metadata;
    private readonly BucketCatalog _buckets;
    private readonly GarbageQueue _queue;
    private readonly QueueCollector _collector;
    private readonly Intents _intents;
    private readonly AbandonedUploads _abandoned;
    private readonly LinkSweep _links;
    private readonly TimeProvider _time;

    internal GarbageCollector(
        IMetadataStore metadata,
        BucketCatalog buckets,
        GarbageQueue queue,
        QueueCollector collector,
        Intents intents,
        AbandonedUploads abandoned,
        LinkSweep links,
        TimeProvider time
    )
    {
        _metadata = metadata;
        _buckets = buckets;
        _queue = queue;
        _collector = collector;
        _intents = intents;
        _abandoned = abandoned;
        _links = links;
        _time = time;
    }

    /// <summary>What has been freed since the start.</summary>
    public Freed Total => _collector.Total;

    /// <summary>What could not be freed at the last look, since somebody still reads it.</summary>
    public long Waiting => _collector.Waiting;

    /// <summary>Collects everywhere at first and once an hour, and in between wherever there is news, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _queue.SignalEverywhere();
        await using var timer = _time.CreateTimer(_ => _queue.SignalEverywhere(), null, Period, Period);
        while (true)
        {
            await _queue.WaitAsync(cancellationToken);
            if (_queue.TakeEverywhere())
            {
                await _abandoned.AbortAsync(cancellationToken);
                await CollectAllAsync(cancellationToken);
            }

            await CollectNewsAsync(cancellationToken);
        }
    }

    /// <summary>Frees what was given up since the last time, and what waited for it.</summary>
    internal async ValueTask CollectNewsAsync(CancellationToken cancellationToken)
    {
        foreach (var (partition, named) in _queue.Take())
        {
            await _collector.CollectAsync(partition, named, cancellationToken);
        }
    }

    /// <summary>Frees all that waits now, in live and in dropped buckets, and links that ended long ago; says how much that was.</summary>
    public async ValueTask<Freed> CollectAllAsync(CancellationToken cancellationToken)
    {
        Freed freed = default;
        await foreach (var bucket in _buckets.ListAllAsync(cancellationToken))
        {
            await _intents.RecoverAsync(bucket.Partition, cancellationToken);
            freed += await _collector.CollectAsync(bucket.Partition, named: null, cancellationToken);
        }

        var range = KeyRange.Prefix(RowKeys.DroppedPrefix);
        var dropped = await _metadata.ScanAsync(RowKeys.Control, RowFamily.Record, range, PageRows, cancellationToken);
        foreach (var row in dropped)
        {
            freed += await CollectDroppedAsync(row.Key, cancellationToken);
        }

        await _links.RunAsync(cancellationToken);
        return freed;
    }

    /// <summary>
    /// A dropped partition has no objects; what its queue names is freed, then its last rows and the note of it go. Uploads that were
    /// running when it was dropped clean up after themselves, and it stays until they have.
    /// </summary>
    private async ValueTask<Freed> CollectDroppedAsync(byte[] note, CancellationToken cancellationToken)
    {
        var incarnation = Encoding.UTF8.GetString(note.AsSpan(RowKeys.DroppedPrefix.Length));
        var partition = new PartitionId("b." + incarnation);
        var isQuiet = await _intents.RecoverAsync(partition, cancellationToken);
        var freed = await _collector.CollectAsync(partition, named: null, cancellationToken);
        var all = new KeyRange(ReadOnlyMemory<byte>.Empty, null);
        var garbage = KeyRange.Prefix(RowKeys.GarbagePrefix);
        var waiting = await _metadata.ScanAsync(partition, RowFamily.Record, garbage, 1, cancellationToken);
        if (!isQuiet || waiting.Count > 0)
        {
            return freed;
        }

        while (
            await _metadata.ScanAsync(partition, RowFamily.Record, all, PageRows, cancellationToken)
                is { Count: > 0 } rest
        )
        {
            var batch = new WriteBatch();
            foreach (var row in rest)
            {
                batch.Delete(RowFamily.Record, row.Key);
            }

            await _metadata.ApplyAsync(partition, batch, cancellationToken);
        }

        var last = new WriteBatch().Delete(RowFamily.Record, note);
        await _metadata.ApplyAsync(RowKeys.Control, last, cancellationToken);
        return freed;
    }
}
