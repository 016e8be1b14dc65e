using Ossa.Storage;

namespace Ossa.Engine.Objects;

/// <summary>Where an object's bytes are: nowhere (an empty body), in a row of the object's partition, or in a blob.</summary>
public readonly record struct BodyLocation(BodyKind Kind, BlobId Id)
{
    /// <summary>A body without bytes.</summary>
    public static readonly BodyLocation Empty;
}
