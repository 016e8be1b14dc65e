using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>
/// Frees blobs that no record uses any more. A blob goes first and its queue row after it, so that a crash in between only repeats a
/// step.
/// </summary>
public sealed class GarbageCollector
{
    private const int PageRows = 256;

    private readonly StorageEngine _storage;
    private readonly BucketCatalog _buckets;
    private readonly GarbageQueue _queue;

    internal GarbageCollector(StorageEngine storage, BucketCatalog buckets, GarbageQueue queue)
    {
        _storage = storage;
        _buckets = buckets;
        _queue = queue;
    }

    /// <summary>Collects everywhere once, then wherever there is news, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await CollectAllAsync(cancellationToken);
        await foreach (var partition in _queue.Hints.ReadAllAsync(cancellationToken))
        {
            await CollectAsync(partition, cancellationToken);
        }
    }

    /// <summary>Frees all that is queued now, in live and in dropped buckets, and says how many blobs that were.</summary>
    public async ValueTask<int> CollectAllAsync(CancellationToken cancellationToken)
    {
        var freed = 0;
        foreach (var bucket in await _buckets.ListAsync("", "", Limits.MaxBuckets, cancellationToken))
        {
            freed += await CollectAsync(bucket.Partition, cancellationToken);
        }

        var range = KeyRange.Prefix(RowKeys.DroppedPrefix);
        var dropped = await _storage.Metadata.ScanAsync(
            RowKeys.Control,
            RowFamily.Record,
            range,
            PageRows,
            cancellationToken
        );
        foreach (var row in dropped)
        {
            freed += await CollectDroppedAsync(row.Key, cancellationToken);
        }

        return freed;
    }

    private async ValueTask<int> CollectAsync(PartitionId partition, CancellationToken cancellationToken)
    {
        var freed = 0;
        while (true)
        {
            var range = KeyRange.Prefix(RowKeys.GarbagePrefix);
            var rows = await _storage.Metadata.ScanAsync(
                partition,
                RowFamily.Record,
                range,
                PageRows,
                cancellationToken
            );
            if (rows.Count == 0)
            {
                return freed;
            }

            var batch = new WriteBatch();
            foreach (var row in rows)
            {
                if (
                    BlobId.TryParse(
                        Encoding.ASCII.GetString(row.Key.AsSpan(RowKeys.GarbagePrefix.Length)),
                        out var blob
                    )
                )
                {
                    await _storage.Blobs.DeleteAsync(blob, cancellationToken);
                }

                batch.Delete(RowFamily.Record, row.Key);
            }
            await _storage.Metadata.ApplyAsync(partition, batch, cancellationToken);
            freed += rows.Count;
        }
    }

    /// <summary>A dropped partition has no objects; what its queue names is freed, then its last rows and the note of it go.</summary>
    private async ValueTask<int> CollectDroppedAsync(byte[] note, CancellationToken cancellationToken)
    {
        var incarnation = Encoding.UTF8.GetString(note.AsSpan(RowKeys.DroppedPrefix.Length));
        var partition = new PartitionId("b." + incarnation);
        var freed = await CollectAsync(partition, cancellationToken);
        var rest = await _storage.Metadata.ScanAsync(
            partition,
            RowFamily.Record,
            new KeyRange(ReadOnlyMemory<byte>.Empty, null),
            PageRows,
            cancellationToken
        );
        var batch = new WriteBatch();
        foreach (var row in rest)
        {
            batch.Delete(RowFamily.Record, row.Key);
        }

        await _storage.Metadata.ApplyAsync(partition, batch, cancellationToken);
        await _storage.Metadata.ApplyAsync(
            RowKeys.Control,
            new WriteBatch().Delete(RowFamily.Record, note),
            cancellationToken
        );
        return freed;
    }
}
