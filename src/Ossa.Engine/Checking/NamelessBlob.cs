using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>A blob with holders that no row was seen to be.</summary>
internal sealed record NamelessBlob(BlobId Id, IReadOnlyList<BlobId> Holders);
