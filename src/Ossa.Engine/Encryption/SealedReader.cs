using System.Buffers;
using Ossa.Storage;

namespace Ossa.Engine.Encryption;

/// <summary>Opens a sealed blob chunk by chunk, only those that are asked for, with one of them in memory.</summary>
internal sealed class SealedReader : IBlobReader
{
    private readonly IBlobReader _blob;
    private readonly DataKey _key;
    private readonly BlobId _id;
    private readonly byte[] _sealed = ArrayPool<byte>.Shared.Rent(SealedChunks.SealedBytes);
    private readonly byte[] _chunk = ArrayPool<byte>.Shared.Rent(SealedChunks.SealedBytes);
    private long _number = -1;
    private int _filled;
    private bool _disposed;

    /// <summary>Takes an open blob over, and its key.</summary>
    /// <exception cref="DamagedBlobException">Nothing has its length once it is sealed.</exception>
    public SealedReader(IBlobReader blob, DataKey key, BlobId id)
    {
        (_blob, _key, _id) = (blob, key, id);
        Length = SealedChunks.PlainLength(blob.Length);
        if (Length < 0)
        {
            throw new DamagedBlobException(id, $"no sealed body has {blob.Length} bytes");
        }
    }

    public long Length { get; }

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (offset >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        var (number, within) = Math.DivRem(offset, SealedChunks.PlainBytes);
        if (number != _number)
        {
            await OpenChunkAsync(number, cancellationToken);
        }

        var rest = _chunk.AsMemory((int)within, _filled - (int)within);
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        return count;
    }

    public ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return ValueTask.CompletedTask;
        }

        _disposed = true;
        ArrayPool<byte>.Shared.Return(_chunk, clearArray: true);
        ArrayPool<byte>.Shared.Return(_sealed);
        _key.Dispose();
        return _blob.DisposeAsync();
    }

    private async ValueTask OpenChunkAsync(long number, CancellationToken cancellationToken)
    {
        _number = -1;
        var start = number * SealedChunks.SealedBytes;
        var length = (int)Math.Min(SealedChunks.SealedBytes, _blob.Length - start);
        for (var at = 0; at < length; )
        {
            var count = await _blob.ReadAsync(start + at, _sealed.AsMemory(at, length - at), cancellationToken);
            at += count > 0 ? count : throw new DamagedBlobException(_id, "it ends before its length");
        }

        var isEnd = start + length == _blob.Length;
        _filled = SealedChunks.Open(_key, _id, number, isEnd, _sealed.AsSpan(0, length), _chunk);
        _number = number;
    }
}
