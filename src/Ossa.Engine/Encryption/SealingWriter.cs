using System.Buffers;
using Ossa.Storage;

namespace Ossa.Engine.Encryption;

/// <summary>Seals a body on its way into a blob. Whether a chunk is the last one shows only when more comes, so that one is held back.</summary>
internal sealed class SealingWriter(IBlobWriter blob, DataKey key) : IBlobWriter
{
    private readonly byte[] _chunk = ArrayPool<byte>.Shared.Rent(SealedChunks.PlainBytes);
    private readonly byte[] _sealed = ArrayPool<byte>.Shared.Rent(SealedChunks.SealedBytes);
    private int _filled;
    private long _number;
    private bool _disposed;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            if (_filled == SealedChunks.PlainBytes)
            {
                await WriteChunkAsync(isLast: false, cancellationToken);
            }

            var count = Math.Min(bytes.Length, SealedChunks.PlainBytes - _filled);
            bytes[..count].CopyTo(_chunk.AsMemory(_filled));
            _filled += count;
            bytes = bytes[count..];
        }
    }

    public async ValueTask<BlobId> CompleteAsync(CancellationToken cancellationToken)
    {
        if (_filled > 0)
        {
            await WriteChunkAsync(isLast: true, cancellationToken);
        }

        return await blob.CompleteAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        ArrayPool<byte>.Shared.Return(_chunk, clearArray: true);
        ArrayPool<byte>.Shared.Return(_sealed);
        await blob.DisposeAsync();
    }

    private async ValueTask WriteChunkAsync(bool isLast, CancellationToken cancellationToken)
    {
        var length = _filled + DataKey.TagBytes;
        key.Seal(_number++, isLast, _chunk.AsSpan(0, _filled), _sealed.AsSpan(0, length));
        _filled = 0;
        await blob.WriteAsync(_sealed.AsMemory(0, length), cancellationToken);
    }
}
