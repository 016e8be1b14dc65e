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
            _block.AsSpan(start, wanted.Length).CopyTo(wanted.Span);
            return wanted.Length;
        }

        // What .NET reads asynchronously goes to a thread of the pool for each call, and back.
        await BlockingThread.EnterAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (open.Known.IsVerified(block))
        {
            ReadFully(offset, wanted.Span);
        }
        else if (wanted.Length == _trailer.LengthOf(block))
        {
            ReadVerified(block, wanted.Span);
        }
        else
        {
            // Whoever reads in small steps comes back for the rest of it.
            Keep(block).Slice(start, wanted.Length).CopyTo(wanted.Span);
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

    public async ValueTask<FilePart?> VerifyFileAsync(long offset, int length, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset >= Length || length == 0)
        {
            return null;
        }

        if (FindFile(offset, length) is { } known)
        {
            return known;
        }

        // Nobody tells when a file changes, and what had to be read is not known well enough to be sent again without a look.
        ReadSet.Current?.Add(null);
        await BlockingThread.EnterAsync();
        var first = offset / _trailer.BlockBytes;
        var last = (Math.Min(offset + length, Length) - 1) / _trailer.BlockBytes;
        for (var block = first; block <= last; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (!open.Known.IsVerified(block))
                {
                    Keep(block);
                }
            }
            catch (IOException) when (block > first)
            {
                // What comes before it is good. Whoever asks for the rest is told.
                break;
            }
        }

        return FindFile(offset, length);
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

    /// <summary>Reads and checks a block, in the place of the one that was kept.</summary>
    private ReadOnlySpan<byte> Keep(long block)
    {
        _block ??= ArrayPool<byte>.Shared.Rent(_trailer.BlockBytes);
        _blockNumber = -1;
        var whole = _block.AsSpan(0, _trailer.LengthOf(block));
        ReadVerified(block, whole);
        _blockNumber = block;
        return whole;
    }

    private void ReadVerified(long block, Span<byte> whole)
    {
        ReadFully(block * _trailer.BlockBytes, whole);
        if (BlobTrailer.Checksum(whole) != _checksums.Get(block))
        {
            throw new DamagedBlobException(id, $"the checksum of block {block} of {_trailer.BlockCount} is wrong.");
        }

        open.Known.MarkVerified(block);
    }

    private void ReadFully(long offset, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var count = RandomAccess.Read(_file, target, offset);
            if (count == 0)
            {
                throw new DamagedBlobException(id, $"the file ends at {offset}.");
            }

            offset += count;
            target = target[count..];
        }
    }
}
