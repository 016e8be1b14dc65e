using Ossa.Storage;

namespace Ossa.Engine.Objects;

/// <summary>Where a run of bytes is: nowhere (it is empty), in a row of the object's partition, in a blob, or in several of these.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Id">The name of the row, the blob or the manifest.</param>
/// <param name="Holder">
/// As whom the object holds the blob; zero for whoever made it. A blob that several objects share has a holder for each.
/// </param>
public readonly record struct BodyLocation(BodyKind Kind, BlobId Id, BlobId Holder = default)
{
    /// <summary>No bytes.</summary>
    public static readonly BodyLocation Empty;
}
