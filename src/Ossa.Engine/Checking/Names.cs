using Ossa.Engine.Bodies;
using Ossa.Engine.Objects;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Everything on disk that something names: sixteen bytes for each.</summary>
internal sealed class Names
{
    private readonly HashSet<UInt128> _holders = [];
    private readonly HashSet<BlobId> _rows = [];

    /// <summary>Whether all names are known. Otherwise what seems to be unnamed may be all that is left of an object.</summary>
    public bool AreComplete { get; set; } = true;

    public void Add(Piece piece) => Add(piece.Location);

    public void Add(BodyLocation location)
    {
        switch (location.Kind)
        {
            case BodyKind.Blob:
                _holders.Add(Name(location.Id, location.Holder == default ? location.Id : location.Holder));
                break;
            case BodyKind.Row or BodyKind.Manifest:
                _rows.Add(location.Id);
                break;
        }
    }

    public bool HasRow(BlobId id) => _rows.Contains(id);

    public bool HasHolder(BlobId blob, BlobId holder) => _holders.Contains(Name(blob, holder));

    /// <summary>Both names are random, so that no two pairs give the same. The creator, who is named as the blob is, gives the blob.</summary>
    private static UInt128 Name(BlobId blob, BlobId holder) =>
        blob == holder ? blob.Value : blob.Value ^ UInt128.RotateLeft(holder.Value, 1);
}
