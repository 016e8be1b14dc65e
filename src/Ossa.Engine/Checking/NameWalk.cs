using Ossa.Engine.Bodies;
using Ossa.Engine.Garbage;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Collects all that the rows of a partition name.</summary>
/// <remarks>
/// While a walk is under way, names go from intents to parts, from there to objects, to versions, and at last to the garbage queue; never
/// back. The walk takes the same way, so that it sees every name that is there from its begin to its end.
/// </remarks>
internal sealed class NameWalk(CheckRun run, Names names)
{
    private static readonly byte[] Parts = "p/"u8.ToArray();

    public async ValueTask WalkAsync(PartitionId partition, CancellationToken cancellationToken)
    {
        await AddItemsAsync(partition, RowKeys.IntentPrefix, cancellationToken);
        await AddPartsAsync(partition, cancellationToken);
        await AddRecordsAsync(partition, RowKeys.ObjectPrefix, cancellationToken);
        await AddRecordsAsync(partition, RowKeys.VersionPrefix, cancellationToken);
        await AddItemsAsync(partition, RowKeys.GarbagePrefix, cancellationToken);
    }

    private async ValueTask AddPartsAsync(PartitionId partition, CancellationToken cancellationToken)
    {
        await foreach (var row in run.ScanAsync(partition, Parts, cancellationToken))
        {
            if (Readable.TryDecode(() => PartCodec.Decode(row.Key, row.Value), out _) is { } part)
            {
                names.Add(part.Body);
            }
            else
            {
                names.AreComplete = false;
            }
        }
    }

    private async ValueTask AddRecordsAsync(PartitionId partition, byte[] prefix, CancellationToken cancellationToken)
    {
        await foreach (var row in run.ScanAsync(partition, prefix, cancellationToken))
        {
            await AddRecordAsync(partition, row, cancellationToken);
        }
    }

    /// <summary>Adds a record's names, again while the record changes: then its manifest may have been another one.</summary>
    private async ValueTask AddRecordAsync(PartitionId partition, Row row, CancellationToken cancellationToken)
    {
        for (byte[]? value = row.Value; value is not null; )
        {
            var record = Readable.TryDecode(() => ObjectCodec.Decode(value), out _);
            if (
                record is not null
                && (
                    record.Body.Kind != BodyKind.Manifest
                    || await TryAddManifestAsync(partition, record.Body.Id, cancellationToken)
                )
            )
            {
                names.Add(record.Body);
                return;
            }

            var again = await run.GetAsync(partition, row.Key, cancellationToken);
            if (again is not null && again.AsSpan().SequenceEqual(value))
            {
                names.AreComplete = false;
                return;
            }

            value = again;
        }
    }

    private async ValueTask AddItemsAsync(PartitionId partition, byte[] prefix, CancellationToken cancellationToken)
    {
        await foreach (var row in run.ScanAsync(partition, prefix, cancellationToken))
        {
            GarbageItem? read = Readable.TryDecode<GarbageItem?>(
                () => GarbageItem.Parse(row.Key.AsSpan(prefix.Length)),
                out _
            );
            if (read is not { } item)
            {
                names.AreComplete = false;
                continue;
            }

            if (item.Kind == GarbageKind.Blob)
            {
                names.Add(new BodyLocation(BodyKind.Blob, item.Id, item.Holder));
            }
            else if (item.Kind == GarbageKind.Manifest)
            {
                await AddManifestItemAsync(partition, item.Id, prefix, row.Value, cancellationToken);
            }
        }
    }

    /// <summary>An intent names its whole manifest, and so does a row of the queue unless it says which pieces are meant.</summary>
    private async ValueTask AddManifestItemAsync(
        PartitionId partition,
        BlobId id,
        byte[] prefix,
        byte[] value,
        CancellationToken cancellationToken
    )
    {
        names.Add(new BodyLocation(BodyKind.Manifest, id));
        if (prefix == RowKeys.IntentPrefix || value.Length == 0)
        {
            // One that is gone was being freed, and all that it named before it.
            await TryAddManifestAsync(partition, id, cancellationToken);
        }
        else if (Readable.TryDecode(() => Manifest.Decode(value), out _) is { } only)
        {
            AddPieces(only);
        }
        else
        {
            names.AreComplete = false;
        }
    }

    private async ValueTask<bool> TryAddManifestAsync(
        PartitionId partition,
        BlobId id,
        CancellationToken cancellationToken
    )
    {
        var row = await run.Metadata.GetAsync(partition, RowFamily.Body, RowKeys.Body(id), cancellationToken);
        if (row is null || Readable.TryDecode(() => Manifest.Decode(row), out _) is not { } manifest)
        {
            return false;
        }

        AddPieces(manifest);
        return true;
    }

    private void AddPieces(Manifest manifest)
    {
        foreach (var piece in manifest.Pieces)
        {
            names.Add(piece);
        }
    }
}
