using Ossa.Storage;

namespace Ossa.Engine.Rewrapping;

/// <summary>A record of a part, an object or a version, and which master keys wrap the keys of its body.</summary>
/// <param name="Kind">What it is a record of.</param>
/// <param name="Row">The row of the record.</param>
/// <param name="Upload">Of a part: the row of its upload.</param>
/// <param name="Masters">The master keys, or null where they cannot be read.</param>
internal sealed record WrappedKeyPlace(PlaceKind Kind, Row Row, Row? Upload, IReadOnlyCollection<BlobId>? Masters);

/// <summary>What a record is one of.</summary>
internal enum PlaceKind
{
    /// <summary>A part of an unfinished upload.</summary>
    Part,

    /// <summary>A current object.</summary>
    Object,

    /// <summary>A version of an object.</summary>
    Version,
}
