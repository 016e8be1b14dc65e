using Ossa.Storage;

namespace Ossa.Simulation.Storage;

/// <summary>Blobs with a hook around every call.</summary>
internal sealed class HookedBlobStore(IBlobStore inner, IStorageHook hook, bool closes) : IBlobStore
{
    public async ValueTask<IBlobWriter> CreateAsync(BlobId id, CancellationToken cancellationToken)
    {
        await hook.BeforeAsync(StorageCall.CreateBlob);
        return new Writer(await inner.CreateAsync(id, cancellationToken), hook);
    }

    public async ValueTask<IBlobReader?> OpenAsync(BlobId id, CancellationToken cancellationToken)
    {
        await hook.BeforeAsync(StorageCall.OpenBlob);
        return await inner.OpenAsync(id, cancellationToken) is { } reader ? new Reader(reader, hook) : null;
    }

    public async ValueTask DeleteAsync(IReadOnlyCollection<BlobId> ids, CancellationToken cancellationToken)
    {
        await hook.BeforeAsync(StorageCall.DeleteBlobs);
        await inner.DeleteAsync(ids, cancellationToken);
        await hook.AfterAsync(StorageCall.DeleteBlobs);
    }

    public IAsyncEnumerable<BlobId> ListAsync(CancellationToken cancellationToken) =>
        inner.ListAsync(cancellationToken);

    public ValueTask DisposeAsync() => closes ? inner.DisposeAsync() : ValueTask.CompletedTask;

    private sealed class Writer(IBlobWriter inner, IStorageHook hook) : IBlobWriter
    {
        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            await hook.BeforeAsync(StorageCall.WriteBlob);
            await inner.WriteAsync(bytes, cancellationToken);
        }

        public async ValueTask<BlobId> CompleteAsync(CancellationToken cancellationToken)
        {
            await hook.BeforeAsync(StorageCall.CompleteBlob);
            var id = await inner.CompleteAsync(cancellationToken);
            await hook.AfterAsync(StorageCall.CompleteBlob);
            return id;
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Reader(IBlobReader inner, IStorageHook hook) : IBlobReader
    {
        public long Length => inner.Length;

        public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            await hook.BeforeAsync(StorageCall.ReadBlob);
            return await inner.ReadAsync(offset, buffer, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
