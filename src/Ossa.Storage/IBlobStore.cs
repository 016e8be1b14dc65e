namespace Ossa.Storage;

/// <summary>Immutable blobs: written once as a stream, then only read or deleted.</summary>
public interface IBlobStore : IAsyncDisposable
{
    /// <summary>Starts a blob under a name that its maker chose, a fresh one. It exists for others only after <see cref="IBlobWriter.CompleteAsync"/>.</summary>
    ValueTask<IBlobWriter> CreateAsync(BlobId id, CancellationToken cancellationToken);

    /// <summary>Opens a blob for reading, or null when there is none of that id.</summary>
    ValueTask<IBlobReader?> OpenAsync(BlobId id, CancellationToken cancellationToken);

    /// <summary>Opens a blob that was opened before, where that takes no waiting for the disk; null where <see cref="OpenAsync"/> has to tell.</summary>
    IBlobReader? FindOpen(BlobId id) => null;

    /// <summary>How often what the store keeps of blobs spared it work.</summary>
    IReadOnlyList<CacheCounter> Caches => [];

    /// <summary>
    /// Removes blobs for good: once this returns, no crash brings them back. One that is not there is no error. Open readers go on reading.
    /// </summary>
    ValueTask DeleteAsync(IReadOnlyCollection<BlobId> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Every complete blob, in no particular order; blobs that come or go meanwhile may or may not show. What a crash left
    /// of an incomplete blob shows too, so that it can be deleted as something that no record points to.
    /// </summary>
    IAsyncEnumerable<BlobId> ListAsync(CancellationToken cancellationToken);
}
