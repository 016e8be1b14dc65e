using System.Collections.Concurrent;

namespace Ossa.Storage.InMemory;

/// <summary>Blobs that end with the process: small ones in memory, larger ones in unlinked temporary files.</summary>
internal sealed class InMemoryBlobStore(string temporaryDirectory) : IBlobStore
{
    /// <summary>Bodies up to this size stay in memory.</summary>
    public const int SpillBytes = 256 * 1024;

    private readonly ConcurrentDictionary<BlobId, BlobContent> _blobs = new();

    public ValueTask<IBlobWriter> CreateAsync(BlobId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(new InMemoryBlobWriter(this, id, SpillBytes, temporaryDirectory));
    }

    public ValueTask<IBlobReader?> OpenAsync(BlobId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = _blobs.TryGetValue(id, out var content) && content.TryHold();
        return new(found ? new InMemoryBlobReader(content!) : null);
    }

    public ValueTask DeleteAsync(IReadOnlyCollection<BlobId> ids, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Remove(ids);
        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<BlobId> ListAsync(CancellationToken cancellationToken) =>
        _blobs.Keys.ToArray().ToAsyncEnumerable();

    public ValueTask DisposeAsync()
    {
        Remove(_blobs.Keys);
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes over the first hold on a complete blob.</summary>
    internal void Add(BlobId id, BlobContent content) => _blobs[id] = content;

    private void Remove(IEnumerable<BlobId> ids)
    {
        foreach (var id in ids)
        {
            if (_blobs.TryRemove(id, out var content))
            {
                content.LetGo();
            }
        }
    }
}
