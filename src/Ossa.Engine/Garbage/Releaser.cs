using Ossa.Engine.Bodies;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Engine.Sharing;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>Frees bodies that no record uses. Every step may be repeated.</summary>
internal sealed class Releaser(IMetadataStore metadata, BlobHolders holders)
{
    private const int RowsOfBatch = 256;

    /// <summary>Frees a blob unless others hold it too.</summary>
    public async ValueTask<Freed> ReleaseBlobAsync(
        BlobId blob,
        BlobId holder,
        long bytes,
        CancellationToken cancellationToken
    ) => await holders.ReleaseAsync(blob, holder, cancellationToken) ? new Freed(1, bytes) : default;

    /// <summary>Frees pieces: blobs unless others hold them too, and rows.</summary>
    public async ValueTask<Freed> ReleasePiecesAsync(
        PartitionId partition,
        IEnumerable<Piece> pieces,
        CancellationToken cancellationToken
    )
    {
        Freed freed = default;
        var batch = new WriteBatch();
        foreach (var (location, length, _) in pieces)
        {
            if (location.Kind == BodyKind.Blob)
            {
                freed += await ReleaseBlobAsync(location.Id, location.Holder, length, cancellationToken);
            }
            else if (location.Kind == BodyKind.Row)
            {
                batch.Delete(RowFamily.Body, RowKeys.Body(location.Id));
                freed += new Freed(1, length);
            }

            if (batch.Changes.Count >= RowsOfBatch)
            {
                await metadata.ApplyAsync(partition, batch, cancellationToken);
                batch = new WriteBatch();
            }
        }
        if (batch.Changes.Count > 0)
        {
            await metadata.ApplyAsync(partition, batch, cancellationToken);
        }

        return freed;
    }

    /// <summary>Frees a body of several pieces, its manifest last. Only some of the pieces, if these are given: others live on.</summary>
    public async ValueTask<Freed> ReleaseManifestAsync(
        PartitionId partition,
        BlobId id,
        Manifest? only,
        CancellationToken cancellationToken
    )
    {
        var manifest = only ?? await BodyOpener.FindManifestAsync(metadata, partition, id, cancellationToken);
        if (manifest is null)
        {
            return default;
        }

        var freed = await ReleasePiecesAsync(partition, manifest.Pieces, cancellationToken);
        var batch = new WriteBatch().Delete(RowFamily.Body, RowKeys.Body(id));
        await metadata.ApplyAsync(partition, batch, cancellationToken);
        return freed;
    }
}
