using System.Collections.Concurrent;
using Ossa.Storage;

namespace Ossa.Tests.Storage;

/// <summary>Keeps of blobs that are all zeros how long they are, so that one may be larger than any disk. Others it does not take.</summary>
internal sealed class ZeroBlobs : IBlobStore
{
    private readonly ConcurrentDictionary<BlobId, long> _lengths = new();

    public ValueTask<IBlobWriter> CreateAsync(BlobId id, CancellationToken cancellationToken) =>
        new(new Writer(this, id));

    public ValueTask<IBlobReader?> OpenAsync(BlobId id, CancellationToken cancellationToken) =>
        new(_lengths.TryGetValue(id, out var length) ? new Reader(length) : null);

    public ValueTask DeleteAsync(IReadOnlyCollection<BlobId> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            _lengths.TryRemove(id, out _);
        }

        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<BlobId> ListAsync(CancellationToken cancellationToken) =>
        _lengths.Keys.ToArray().ToAsyncEnumerable();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Writer(ZeroBlobs blobs, BlobId id) : IBlobWriter
    {
        private long _length;

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            if (bytes.Span.ContainsAnyExcept((byte)0))
            {
                throw new NotSupportedException("Only zeros are kept.");
            }

            _length += bytes.Length;
            return ValueTask.CompletedTask;
        }

        public ValueTask<BlobId> CompleteAsync(CancellationToken cancellationToken)
        {
            blobs._lengths[id] = _length;
            return new(id);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Reader(long length) : IBlobReader
    {
        public long Length => length;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var count = (int)Math.Min(buffer.Length, length - offset);
            buffer.Span[..count].Clear();
            return new(count);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
