using System.Collections.Concurrent;
using System.Text;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Links;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>
/// Frees what no record uses: bodies that were replaced or deleted, parts of uploads that have ended, what a crash left behind, uploads
/// that nobody ended. A thing goes first, for good, and its queue row after it, so that a crash in between only
/// repeats a step.
/// </summary>
public sealed class GarbageCollector
{
    private const int PageRows = 256;

    /// <summary>How often uploads are looked through for those that have been abandoned, and links for those that ended long ago.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly IMetadataStore _metadata;
    private readonly BucketCatalog _buckets;
    private readonly GarbageQueue _queue;
    private readonly Releaser _releaser;
    private readonly Intents _intents;
    private readonly BodyPins _pins;
    private readonly AbandonedUploads _abandoned;
    private readonly LinkSweep _links;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<PartitionId, long> _waiting = new();
    private long _bodies;
    private long _bytes;

    internal GarbageCollector(
        IMetadataStore metadata,
        BucketCatalog buckets,
        GarbageQueue queue,
        Releaser releaser,
        Intents intents,
        BodyPins pins,
        AbandonedUploads abandoned,
        LinkSweep links,
        TimeProvider time
    )
    {
        _metadata = metadata;
        _buckets = buckets;
        _queue = queue;
        _releaser = releaser;
        _intents = intents;
        _pins = pins;
        _abandoned = abandoned;
        _links = links;
        _time = time;
    }

    /// <summary>What has been freed since the start.</summary>
    public Freed Total => new(Interlocked.Read(ref _bodies), Interlocked.Read(ref _bytes));

    /// <summary>What could not be freed at the last look, since somebody still reads it.</summary>
    public long Waiting => _waiting.Values.Sum();

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
                await _links.RunAsync(cancellationToken);
            }

            foreach (var partition in _queue.Take())
            {
                await CollectAsync(partition, cancellationToken);
            }
        }
    }

    /// <summary>Frees all that waits now, in live and in dropped buckets, and says how much that was.</summary>
    public async ValueTask<Freed> CollectAllAsync(CancellationToken cancellationToken)
    {
        Freed freed = default;
        await foreach (var bucket in _buckets.ListAllAsync(cancellationToken))
        {
            await _intents.RecoverAsync(bucket.Partition, cancellationToken);
            freed += await CollectAsync(bucket.Partition, cancellationToken);
        }

        var range = KeyRange.Prefix(RowKeys.DroppedPrefix);
        var dropped = await _metadata.ScanAsync(RowKeys.Control, RowFamily.Record, range, PageRows, cancellationToken);
        foreach (var row in dropped)
        {
            freed += await CollectDroppedAsync(row.Key, cancellationToken);
        }

        return freed;
    }

    /// <summary>Goes through a partition's queue, again while what comes first has made room for what waits for it.</summary>
    private async ValueTask<Freed> CollectAsync(PartitionId partition, CancellationToken cancellationToken)
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
            var rows = await _metadata.ScanAsync(partition, RowFamily.Record, range, PageRows, cancellationToken);
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
            freed += await _releaser.ReleaseBlobsAsync(blobs, cancellationToken);
            if (done.Changes.Count > 0)
            {
                await _metadata.ApplyAsync(partition, done, cancellationToken);
            }

            if (rows.Count < PageRows)
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
                return await CollectUploadAsync(partition, item.Id, used, cancellationToken);
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
        if (!_pins.TryCollect(id))
        {
            return null;
        }

        try
        {
            var only = value.Length == 0 ? null : Manifest.Decode(value);
            var manifest = only ?? await BodyOpener.FindManifestAsync(_metadata, partition, id, cancellationToken);
            if (manifest is not null && await WaitsAsync(partition, manifest.Previous, cancellationToken))
            {
                pass.Waits(manifest.Previous);
                return null;
            }

            var freed = await _releaser.ReleaseManifestAsync(partition, id, only, cancellationToken);
            pass.Frees(id);
            return freed;
        }
        finally
        {
            _pins.Collected(id);
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
            && await _metadata.GetAsync(partition, RowFamily.Record, row, cancellationToken) is not null;
    }

    /// <summary>Frees the parts of an upload that are not in its object. One that is gone already has freed its own.</summary>
    private async ValueTask<Freed> CollectUploadAsync(
        PartitionId partition,
        BlobId upload,
        BodyLocation used,
        CancellationToken cancellationToken
    )
    {
        Freed freed = default;
        var kept = await UsedAsync(partition, used, cancellationToken);
        var range = KeyRange.Prefix(RowKeys.Parts(upload));
        while (true)
        {
            var rows = await _metadata.ScanAsync(partition, RowFamily.Record, range, PageRows, cancellationToken);
            if (rows.Count == 0)
            {
                return freed;
            }

            var unused = rows.Select(row => PartCodec.Decode(row.Key, row.Value))
                .Where(part => !kept.Contains(part.Body.Id))
                .Select(part => new Piece(part.Body, part.Size, part.Crc64));
            freed += await _releaser.ReleasePiecesAsync(partition, unused, cancellationToken);
            var batch = new WriteBatch();
            foreach (var row in rows)
            {
                batch.Delete(RowFamily.Record, row.Key);
            }

            await _metadata.ApplyAsync(partition, batch, cancellationToken);
        }
    }

    private async ValueTask<HashSet<BlobId>> UsedAsync(
        PartitionId partition,
        BodyLocation used,
        CancellationToken cancellationToken
    )
    {
        if (used.Kind != BodyKind.Manifest)
        {
            return [used.Id];
        }

        var manifest = await BodyOpener.FindManifestAsync(_metadata, partition, used.Id, cancellationToken);
        return manifest is null ? [] : [.. manifest.Pieces.Select(piece => piece.Location.Id)];
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
        var freed = await CollectAsync(partition, cancellationToken);
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
