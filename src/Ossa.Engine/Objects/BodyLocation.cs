using Ossa.Engine.Encryption;
using Ossa.Storage;

namespace Ossa.Engine.Objects;

/// <summary>Where a run of bytes is: nowhere (it is empty), in a row of the object's partition, in a blob, or in several of these.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Id">The name of the row, the blob or the manifest.</param>
/// <param name="Holder">
/// As whom the object holds the blob; zero for whoever made it. A blob that several objects share has a holder for each.
/// </param>
/// <param name="Key">The key that opens a row or a blob that is sealed; null where it is not. Of several pieces each has its own.</param>
public readonly record struct BodyLocation(BodyKind Kind, BlobId Id, BlobId Holder = default, WrappedKey? Key = null)
{
    /// <summary>No bytes.</summary>
    public static readonly BodyLocation Empty;

    private const ulong SealedMark = 16;

    /// <summary>
    /// The kind as records store it. A sealed one is marked, so that a program that knows nothing of encryption takes it for damaged
    /// and does not hand out what it cannot read.
    /// </summary>
    internal ulong StoredKind => (ulong)Kind | (Key is null ? 0 : SealedMark);

    /// <summary>Whether both are the same bytes, however their key is wrapped.</summary>
    internal bool IsSamePlaceAs(BodyLocation other) => this with { Key = null } == other with { Key = null };

    /// <summary>What a record stores, field by field.</summary>
    /// <exception cref="InvalidDataException">It is marked as sealed and has no key, or the other way round.</exception>
    internal static BodyLocation Read(ulong storedKind, BlobId id, BlobId holder, WrappedKey? key) =>
        (storedKind & SealedMark) != 0 == key is not null
            ? new BodyLocation((BodyKind)(storedKind & ~SealedMark), id, holder, key)
            : throw new InvalidDataException(
                key is null
                    ? "The body is marked as sealed, and the record has no key for it."
                    : "The record has a key for a body that is not marked as sealed."
            );
}
