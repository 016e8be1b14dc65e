using System.Runtime.CompilerServices;
using Ossa.Engine.Bodies;
using Ossa.Engine.Checking;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Rewrapping;

/// <summary>Finds all wrapped keys of a partition that somebody may need: whatever waits for the collector is not opened any more.</summary>
/// <remarks>
/// While a walk is under way, keys go from parts to objects and from there to versions, never back. The walk takes the same way, so that it
/// sees every key that is there from its begin to its end.
/// </remarks>
internal sealed class WrappedKeyWalk(IMetadataStore metadata, PartitionId partition)
{
    public async IAsyncEnumerable<WrappedKeyPlace> WalkAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var upload in ScanAsync(RowKeys.UploadPrefix, cancellationToken))
        {
            if (!UploadNames.TryRead(upload.Key, out var id))
            {
                yield return new WrappedKeyPlace(PlaceKind.Part, upload, upload, Masters: null);
                continue;
            }

            await foreach (var part in ScanAsync(RowKeys.Parts(id), cancellationToken))
            {
                var record = Readable.TryDecode(() => PartCodec.Decode(part.Key, part.Value), out _);
                var masters = record is null ? null : MastersOf(record.Body);
                yield return new WrappedKeyPlace(PlaceKind.Part, part, upload, masters);
            }
        }

        foreach (var kind in new[] { PlaceKind.Object, PlaceKind.Version })
        {
            var prefix = kind == PlaceKind.Object ? RowKeys.ObjectPrefix : RowKeys.VersionPrefix;
            await foreach (var row in ScanAsync(prefix, cancellationToken))
            {
                if (await ReadRecordAsync(kind, row, cancellationToken) is { } place)
                {
                    yield return place;
                }
            }
        }
    }

    /// <summary>Reads a record's keys, again while the record changes: then its manifest may have been another one. Null when it is gone.</summary>
    private async ValueTask<WrappedKeyPlace?> ReadRecordAsync(
        PlaceKind kind,
        Row row,
        CancellationToken cancellationToken
    )
    {
        for (byte[]? value = row.Value; value is not null; )
        {
            var record = Readable.TryDecode(() => ObjectCodec.Decode(value), out _);
            var masters = record is null ? null : await MastersAsync(record.Body, cancellationToken);
            var again = masters is null
                ? await metadata.GetAsync(partition, RowFamily.Record, row.Key, cancellationToken)
                : value;
            if (again is not null && again.AsSpan().SequenceEqual(value))
            {
                return new WrappedKeyPlace(kind, row with { Value = value }, Upload: null, masters);
            }

            value = again;
        }

        return null;
    }

    private async ValueTask<IReadOnlyCollection<BlobId>?> MastersAsync(
        BodyLocation body,
        CancellationToken cancellationToken
    )
    {
        if (body.Kind != BodyKind.Manifest)
        {
            return MastersOf(body);
        }

        var name = RowKeys.Body(body.Id);
        var row = await metadata.GetAsync(partition, RowFamily.Body, name, cancellationToken);
        var manifest = row is null ? null : Readable.TryDecode(() => Manifest.Decode(row), out _);
        return manifest?.Pieces.SelectMany(piece => MastersOf(piece.Location)).ToHashSet();
    }

    private static BlobId[] MastersOf(BodyLocation body) => body.Key is null ? [] : [body.Key.Master];

    private IAsyncEnumerable<Row> ScanAsync(byte[] prefix, CancellationToken cancellationToken) =>
        RowScan.PrefixAsync(metadata, partition, prefix, cancellationToken);
}
