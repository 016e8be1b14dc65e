using System.Runtime.CompilerServices;
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
    private readonly LeftItems _left = new();
    private long _bodies;
    private long _bytes;

    /// <summary>What has been freed since the start.</summary>
    public Freed Total => new(Interlocked.Read(ref _bodies), Interlocked.Read(ref _bytes));

    /// <summary>What could not be freed at the last look, since somebody still reads it; of each partition at most <see cref="GarbageQueue.MostNamed"/>.</summary>
    public long Waiting => _left.Count;

    /// <summary>Looks at items of a partition's queue and at what was left there, again while what comes first has made room for what waits for it.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="named">The items, of which some may not be there; null for all that are.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public async ValueTask<Freed> CollectAsync(
        PartitionId partition,
        IReadOnlySet<GarbageItem>? named,
        CancellationToken cancellationToken
    )
    {
        Freed freed = default;
        bool again;
        do
        {
            (var some, again) = await PassAsync(partition, _left.Join(partition, named), cancellationToken);
            freed += some;
        } while (again);

        Interlocked.Add(ref _bodies, freed.Bodies);
        Interlocked.Add(ref _bytes, freed.Bytes);
        return freed;
    }

    private async ValueTask<(Freed Freed, bool Again)> PassAsync(
        PartitionId partition,
        IReadOnlySet<GarbageItem>? named,
        CancellationToken cancellationToken
    )
    {
        Freed freed = default;
        var pass = new CollectorPass();
        await foreach (
            var rows in named is null
                ? AllAsync(partition, cancellationToken)
                : FindAsync(partition, named, cancellationToken)
        )
        {
            var done = new WriteBatch();
            var gone = new List<GarbageItem>();
            var blobs = new List<Piece>();
            foreach (var row in rows)
            {
                var item = GarbageItem.Parse(row.Key.AsSpan(RowKeys.GarbagePrefix.Length));
                if (await CollectAsync(partition, item, row.Value, blobs, pass, cancellationToken) is { } more)
                {
                    freed += more;
                    done.Delete(RowFamily.Record, row.Key);
                    gone.Add(item);
                }
                else
                {
                    _left.Add(partition, item);
                }
            }

            // All at once, so that they share syncs.
            freed += await releaser.ReleaseBlobsAsync(blobs, cancellationToken);
            if (done.Changes.Count > 0)
            {
                await metadata.ApplyAsync(partition, done, cancellationToken);
            }

            gone.ForEach(item => _left.Remove(partition, item));
        }

        return (freed, pass.HasMadeRoom);
    }

    /// <summary>All rows of a queue, page by page.</summary>
    private async IAsyncEnumerable<IReadOnlyList<Row>> AllAsync(
        PartitionId partition,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        const int PageRows = GarbageCollector.PageRows;
        var range = KeyRange.Prefix(RowKeys.GarbagePrefix);
        while (true)
        {
            var rows = await metadata.ScanAsync(partition, RowFamily.Record, range, PageRows, cancellationToken);
            yield return rows;
            if (rows.Count < PageRows)
            {
                yield break;
            }

            range = range with { From = (byte[])[.. rows[^1].Key, 0] };
        }
    }

    /// <summary>The rows of items that are there, page by page; whoever finds one gone need not look at it again.</summary>
    private async IAsyncEnumerable<IReadOnlyList<Row>> FindAsync(
        PartitionId partition,
        IReadOnlySet<GarbageItem> items,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var some in items.Chunk(GarbageCollector.PageRows))
        {
            var rows = new List<Row>();
            foreach (var item in some)
            {
                var key = item.GarbageRow();
                if (await metadata.GetAsync(partition, RowFamily.Record, key, cancellationToken) is { } value)
                {
                    rows.Add(new Row(key, value));
                }
                else
                {
                    _left.Remove(partition, item);
                }
            }

            yield return rows;
        }
    }

    /// <summary>
    /// Frees what an item of the queue speaks of, or puts it among the blobs to be freed; null when that is still being read, and so for
    /// later.
    /// </summary>
    private async ValueTask<Freed?> CollectAsync(
        PartitionId partition,
        GarbageItem item,
        byte[] value,
        List<Piece> blobs,
        CollectorPass pass,
        CancellationToken cancellationToken
    )
    {
        switch (item.Kind)
        {
            case GarbageKind.Blob:
                blobs.Add(item.Blob(value.Length == 0 ? 0 : CounterValue.Read(value)));
                return default(Freed);
            case GarbageKind.Upload:
                var used = Manifest.Decode(value).Pieces[0].Location;
                return await _uploads.CollectAsync(partition, item.Id, used, cancellationToken);
            default:
                return await CollectManifestAsync(partition, item.Id, value, pass, cancellationToken);
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
