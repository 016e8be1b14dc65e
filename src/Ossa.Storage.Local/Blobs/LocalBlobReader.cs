using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.Blobs;

/// <summary>Reads a blob file block by block. A block not yet known to be good is read whole and checked before any of it is handed out.</summary>
internal sealed class LocalBlobReader(BlobId id, OpenFile open) : IBlobReader
{
    private readonly SafeFileHandle _file = open.Handle;
    private readonly BlobTrailer _trailer = open.Known.Trailer;
    private readonly ChecksumTable _checksums = new(id, open.Handle, open.Known.Trailer);
    private byte[]? _block;
    private long _blockNumber = -1;
    private bool _isDisposed;

    public long Length => _trailer.Length;

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        // Nobody tells when a file changes.
        ReadSet.Current?.Add(null);
        var block = offset / _trailer.BlockBytes;
        var start = (int)(offset % _trailer.BlockBytes);
        var wanted = buffer[..Math.Min(buffer.Length, _trailer.LengthOf(block) - start)];
        if (block == _blockNumber)
        {
            _block.AsMemory(start, wanted.Length).CopyTo(wanted);
        }
        else if (open.Known.IsVerified(block))
        {
            await ReadFullyAsync(offset, wanted, cancellationToken);
        }
        else if (wanted.Length == _trailer.LengthOf(block))
        {
            await ReadVerifiedAsync(block, wanted, cancellationToken);
        }
        else
        {
            await ReadPartAsync(block, start, wanted, cancellationToken);
        }

        return wanted.Length;
    }

    public FilePart? FindFile(long offset, int length)
    {
        var end = offset;
        while (end < Math.Min(offset + length, Length) && open.Known.IsVerified(end / _trailer.BlockBytes))
        {
            end = (end / _trailer.BlockBytes + 1) * _trailer.BlockBytes;
        }

        var found = (int)Math.Min(end - offset, Math.Min(length, Length - offset));
        return found > 0 ? new FilePart(_file, offset, found) : null;
    }

    public ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return ValueTask.CompletedTask;
        }

        _isDisposed = true;
        if (_block is not null)
        {
            ArrayPool<byte>.Shared.Return(_block);
        }

        _block = null;
        _blockNumber = -1;
        open.Leave();
        return ValueTask.CompletedTask;
    }

    /// <summary>Keeps the checked block, since whoever reads in small steps comes back for the rest of it.</summary>
    private async ValueTask ReadPartAsync(
        long block,
        int start,
        Memory<byte> wanted,
        CancellationToken cancellationToken
    )
    {
        _block ??= ArrayPool<byte>.Shared.Rent(_trailer.BlockBytes);
        _blockNumber = -1;
        await ReadVerifiedAsync(block, _block.AsMemory(0, _trailer.LengthOf(block)), cancellationToken);
        _blockNumber = block;
        _block.AsMemory(start, wanted.Length).CopyTo(wanted);
    }

    private async ValueTask ReadVerifiedAsync(long block, Memory<byte> whole, CancellationToken cancellationToken)
    {
        await ReadFullyAsync(block * _trailer.BlockBytes, whole, cancellationToken);
        var expected = await _checksums.GetAsync(block, cancellationToken);
        if (BlobTrailer.Checksum(whole.Span) != expected)
        {
            throw new DamagedBlobException(id, $"the checksum of block {block} of {_trailer.BlockCount} is wrong.");
        }

        open.Known.MarkVerified(block);
    }

    private async ValueTask ReadFullyAsync(long offset, Memory<byte> target, CancellationToken cancellationToken)
    {
        while (!target.IsEmpty)
        {
            var count = await RandomAccess.ReadAsync(_file, target, offset, cancellationToken);
            if (count == 0)
            {
                throw new DamagedBlobException(id, $"the file ends at {offset}.");
            }

            offset += count;
            target = target[count..];
        }
    }
}
