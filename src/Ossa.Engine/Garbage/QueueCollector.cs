using System.Collections.Concurrent;
using Ossa.Engine.Bodies;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>
/// Goes through the queues of partitions and frees what their rows speak of. A thing goes first, for good, and its row after it, so that a
/// crash in between only repeats a step.
/// </summary>
internal sealed class QueueCollector(IMetadataStore metadata, Releaser releaser, BodyPins pins)
{
    private readonly UploadCollector _uploads = new(metadata, releaser);
    private readonly ConcurrentDictionary<PartitionId, long> _waiting = new();
    private long _bodies;
    private long _bytes;

    /// <summary>What has been freed since the start.</summary>
    public Freed Total => new(Interlocked.Read(ref _bodies), Interlocked.Read(ref _bytes));

    /// <summary>What could not be freed at the last look, since somebody still reads it.</summary>
    public long Waiting => _waiting.Values.Sum();

    /// <summary>Goes through a partition's queue, again while what comes first has made room for what waits for it.</summary>
    public async ValueTask<Freed> CollectAsync(PartitionId partition, CancellationToken cancellationToken)
    {
        Freed freed = default;
        bool again;
        do
        {
            (var some, again) = await PassAsync(partition, cancellationToken);
            freed += some;
        } while (again);

        Interlocked.Add(ref _bodies, freed.Bodies);
        Interlocked.Add(ref _bytes, freed.Bytes);
        return freed;
    }

    private async ValueTask<(Freed Freed, bool Again)> PassAsync(
        PartitionId partition,
        CancellationToken cancellationToken
    )
    {
        Freed freed = default;
        var left = 0L;
        var pass = new CollectorPass();
        var range = KeyRange.Prefix(RowKeys.GarbagePrefix);
        while (true)
        {
            var rows = await metadata.ScanAsync(
                partition,
                RowFamily.Record,
                range,
                GarbageCollector.PageRows,
                cancellationToken
            );
            var done = new WriteBatch();
            var blobs = new List<Piece>();
            foreach (var row in rows)
            {
                if (await CollectAsync(partition, row, blobs, pass, cancellationToken) is { } more)
                {
                    freed += more;
                    done.Delete(RowFamily.Record, row.Key);
                }
                else
                {
                    left++;
                }
            }

            // All at once, so that they share syncs.
            freed += await releaser.ReleaseBlobsAsync(blobs, cancellationToken);
            if (done.Changes.Count > 0)
            {
                await metadata.ApplyAsync(partition, done, cancellationToken);
            }

            if (rows.Count < GarbageCollector.PageRows)
            {
                Remember(partition, left);
                return (freed, pass.HasMadeRoom);
            }

            range = range with { From = (byte[])[.. rows[^1].Key, 0] };
        }
    }

    private void Remember(PartitionId partition, long left)
    {
        if (left > 0)
        {
            _waiting[partition] = left;
        }
        else
        {
            _waiting.TryRemove(partition, out _);
        }
    }

    /// <summary>
    /// Frees what one row of the queue speaks of, or puts it among the blobs to be freed; null when that is still being read, and so for
    /// later.
    /// </summary>
    private async ValueTask<Freed?> CollectAsync(
        PartitionId partition,
        Row row,
        List<Piece> blobs,
        CollectorPass pass,
        CancellationToken cancellationToken
    )
    {
        var item = GarbageItem.Parse(row.Key.AsSpan(RowKeys.GarbagePrefix.Length));
        switch (item.Kind)
        {
            case GarbageKind.Blob:
                blobs.Add(item.Blob(row.Value.Length == 0 ? 0 : CounterValue.Read(row.Value)));
                return default(Freed);
            case GarbageKind.Upload:
                var used = Manifest.Decode(row.Value).Pieces[0].Location;
                return await _uploads.CollectAsync(partition, item.Id, used, cancellationToken);
            default:
                return await CollectManifestAsync(partition, item.Id, row.Value, pass, cancellationToken);
        }
    }

    private async ValueTask<Freed?> CollectManifestAsync(
        PartitionId partition,
        BlobId id,
        byte[] value,
        CollectorPass pass,
        CancellationToken cancellationToken
    )
    {
        if (!pins.TryCollect(id))
        {
            return null;
        }

        try
        {
            var only = value.Length == 0 ? null : Manifest.Decode(value);
            var manifest = only ?? await BodyOpener.FindManifestAsync(metadata, partition, id, cancellationToken);
            if (manifest is not null && await WaitsAsync(partition, manifest.Previous, cancellationToken))
            {
                pass.Waits(manifest.Previous);
                return null;
            }

            var freed = await releaser.ReleaseManifestAsync(partition, id, only, cancellationToken);
            pass.Frees(id);
            return freed;
        }
        finally
        {
            pins.Collected(id);
        }
    }

    /// <summary>Whether an earlier manifest with some of the same pieces is still in the queue, perhaps because it is being read.</summary>
    private async ValueTask<bool> WaitsAsync(
        PartitionId partition,
        BlobId previous,
        CancellationToken cancellationToken
    )
    {
        var row = new GarbageItem(GarbageKind.Manifest, previous).GarbageRow();
        return previous != default
            && await metadata.GetAsync(partition, RowFamily.Record, row, cancellationToken) is not null;
    }
}
