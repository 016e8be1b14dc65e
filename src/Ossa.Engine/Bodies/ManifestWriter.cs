using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>Makes pieces one body.</summary>
internal static class ManifestWriter
{
    /// <summary>Adds a manifest to a batch where one is needed, and gives the body's place. A single piece is a body by itself.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="pieces">All pieces, in order.</param>
    /// <param name="previous">The body that some of the pieces are taken over from.</param>
    public static BodyLocation Write(WriteBatch batch, IEnumerable<Piece> pieces, BodyLocation previous = default)
    {
        var filled = pieces.Where(piece => piece.Length > 0).ToList();
        if (filled.Count <= 1)
        {
            return filled.Count == 0 ? BodyLocation.Empty : filled[0].Location;
        }

        var location = new BodyLocation(BodyKind.Manifest, BlobId.New());
        batch.Put(RowFamily.Body, RowKeys.Body(location.Id), new Manifest(filled, IdOf(previous)).Encode());
        return location;
    }

    private static BlobId IdOf(BodyLocation body) => body.Kind == BodyKind.Manifest ? body.Id : default;
}
