using Ossa.Storage;

namespace Ossa.Tests.Storage;

/// <summary>Counts the readers that are open.</summary>
internal sealed class CountedBlobs(IBlobStore inner) : IBlobStore
{
    private int _open;

    public int Open => Volatile.Read(ref _open);

    public ValueTask<IBlobWriter> CreateAsync(BlobId id, CancellationToken cancellationToken) =>
        inner.CreateAsync(id, cancellationToken);

    public async ValueTask<IBlobReader?> OpenAsync(BlobId id, CancellationToken cancellationToken) =>
        Count(await inner.OpenAsync(id, cancellationToken));

    public IBlobReader? FindOpen(BlobId id) => Count(inner.FindOpen(id));

    public ValueTask DeleteAsync(IReadOnlyCollection<BlobId> ids, CancellationToken cancellationToken) =>
        inner.DeleteAsync(ids, cancellationToken);

    public IAsyncEnumerable<BlobId> ListAsync(CancellationToken cancellationToken) =>
        inner.ListAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private Reader? Count(IBlobReader? reader)
    {
        if (reader is null)
        {
            return null;
        }

        Interlocked.Increment(ref _open);
        return new Reader(this, reader);
    }

    private sealed class Reader(CountedBlobs blobs, IBlobReader inner) : IBlobReader
    {
        public long Length => inner.Length;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
            inner.ReadAsync(offset, buffer, cancellationToken);

        public FilePart? FindFile(long offset, int length) => inner.FindFile(offset, length);

        public ValueTask<FilePart?> VerifyFileAsync(long offset, int length, CancellationToken cancellationToken) =>
            inner.VerifyFileAsync(offset, length, cancellationToken);

        public ValueTask DisposeAsync()
        {
            Interlocked.Decrement(ref blobs._open);
            return inner.DisposeAsync();
        }
    }
}
