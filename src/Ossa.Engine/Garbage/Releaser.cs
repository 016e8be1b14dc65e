using Ossa.Engine.Bodies;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Engine.Sharing;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>Frees bodies that no record uses. Every step may be repeated.</summary>
internal sealed class Releaser(IMetadataStore metadata, BlobHolders holders)
{
    private const int PiecesAtOnce = 256;

    /// <summary>Frees blobs unless others hold them too. Once this returns, what named them may go.</summary>
    public async ValueTask<Freed> ReleaseBlobsAsync(
        IReadOnlyCollection<Piece> blobs,
        CancellationToken cancellationToken
    )
    {
        var deleted = await holders.ReleaseAsync(blobs.Select(piece => piece.Location), cancellationToken);
        return blobs
            .Where(piece => deleted.Remove(piece.Location.Id))
            .Aggregate(default(Freed), (freed, piece) => freed + new Freed(1, piece.Length));
    }

    /// <summary>Frees pieces: blobs unless others hold them too, and rows.</summary>
    public async ValueTask<Freed> ReleasePiecesAsync(
        PartitionId partition,
        IEnumerable<Piece> pieces,
        CancellationToken cancellationToken
    )
    {
        Freed freed = default;
        foreach (var some in pieces.Chunk(PiecesAtOnce))
        {
            var batch = new WriteBatch();
            foreach (var (location, length, _) in some.Where(piece => piece.Location.Kind == BodyKind.Row))
            {
                batch.Delete(RowFamily.Body, RowKeys.Body(location.Id));
                freed += new Freed(1, length);
            }

            if (batch.Changes.Count > 0)
            {
                await metadata.ApplyAsync(partition, batch, cancellationToken);
            }

            var blobs = some.Where(piece => piece.Location.Kind == BodyKind.Blob).ToList();
            freed += await ReleaseBlobsAsync(blobs, cancellationToken);
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
