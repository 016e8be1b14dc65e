using Ossa.Engine.Bodies;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>Frees the parts of an upload that has ended.</summary>
internal sealed class UploadCollector(IMetadataStore metadata, Releaser releaser)
{
    /// <summary>Frees the parts of an upload that are not in its object. One that is gone already has freed its own.</summary>
    public async ValueTask<Freed> CollectAsync(
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
            var rows = await metadata.ScanAsync(
                partition,
                RowFamily.Record,
                range,
                GarbageCollector.PageRows,
                cancellationToken
            );
            if (rows.Count == 0)
            {
                return freed;
            }

            var unused = rows.Select(row => PartCodec.Decode(row.Key, row.Value))
                .Where(part => !kept.Contains(part.Body.Id))
                .Select(part => new Piece(part.Body, part.Size, part.Crc64));
            freed += await releaser.ReleasePiecesAsync(partition, unused, cancellationToken);
            var batch = new WriteBatch();
            foreach (var row in rows)
            {
                batch.Delete(RowFamily.Record, row.Key);
            }

            await metadata.ApplyAsync(partition, batch, cancellationToken);
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

        var manifest = await BodyOpener.FindManifestAsync(metadata, partition, used.Id, cancellationToken);
        return manifest is null ? [] : [.. manifest.Pieces.Select(piece => piece.Location.Id)];
    }
}
