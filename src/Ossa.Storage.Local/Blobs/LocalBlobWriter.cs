using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Blobs;

/// <summary>Writes a blob file in whole blocks, and makes it durable at the end.</summary>
internal sealed class LocalBlobWriter(
    LocalBlobStore store,
    BlobId id,
    SafeFileHandle file,
    DirectWriters direct,
    FreeSpace space
) : IBlobWriter
{
    private const int BlockBytes = BlobTrailer.DefaultBlockBytes;

    /// <summary>
    /// So much is written before the disk is to begin with it. Otherwise the disk has nothing to do while a large upload comes in, and the upload
    /// nothing while the disk writes all of it.
    /// </summary>
    private const int BytesBeforeSync = 4 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _checksums = new();
    private DirectWriter? _direct;
    private byte[]? _block;
    private int _filled;
    private long _length;
    private long _syncing;
    private bool _ended;

    // True while a write runs and after one that failed: what it left behind is unknown, so the blob cannot be completed.
    private bool _broken;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Begin();
        await AddAsync(bytes, cancellationToken);
        _broken = false;
    }

    public async ValueTask<BlobId> CompleteAsync(CancellationToken cancellationToken)
    {
        Begin();
        await FlushAsync(cancellationToken);
        await AppendAsync(Ending(), cancellationToken);
        if (_direct is not null)
        {
            await TellFullAsync(_direct.FinishAsync(cancellationToken));
            // Its memory is not needed for the sync, which may take long.
            await _direct.DisposeAsync();
        }

        await store.MakeDurableAsync(id, file);
        _ended = true;
        await ReleaseAsync();
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        await ReleaseAsync();
        await store.AbandonAsync(id);
    }

    private void Begin()
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        if (_broken)
        {
            throw new InvalidOperationException("An earlier write to this blob failed.");
        }

        _broken = true;
    }

    private async ValueTask AddAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            if (_filled == 0 && bytes.Length >= BlockBytes)
            {
                await WriteBlockAsync(bytes[..BlockBytes], cancellationToken);
                bytes = bytes[BlockBytes..];
                continue;
            }
            _block ??= ArrayPool<byte>.Shared.Rent(BlockBytes);
            var count = Math.Min(bytes.Length, BlockBytes - _filled);
            bytes[..count].CopyTo(_block.AsMemory(_filled));
            _filled += count;
            bytes = bytes[count..];
            if (_filled == BlockBytes)
            {
                await FlushAsync(cancellationToken);
            }
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_filled == 0)
        {
            return;
        }

        await WriteBlockAsync(_block.AsMemory(0, _filled), cancellationToken);
        _filled = 0;
    }

    private async ValueTask WriteBlockAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        // For each block, since hundreds of uploads at once would otherwise run through the reserve between two looks.
        space.RequireForData(block.Length);
        if (block.Length == BlockBytes)
        {
            _direct ??= direct.TryBegin(file, _length);
        }

        await AppendAsync(block, cancellationToken);
        var checksum = _checksums.GetSpan(BlobTrailer.ChecksumBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(checksum, BlobTrailer.Checksum(block.Span));
        _checksums.Advance(BlobTrailer.ChecksumBytes);
    }

    private async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await TellFullAsync(
            _direct is null ? WriteAtEndAsync(bytes, cancellationToken) : _direct.WriteAsync(bytes, cancellationToken)
        );
        _length += bytes.Length;
        if (_direct is null && _length - _syncing >= BytesBeforeSync)
        {
            store.BeginSync(file, _syncing, _length - _syncing);
            _syncing = _length;
        }
    }

    /// <summary>What .NET writes asynchronously goes to a thread of the pool for each call, and back.</summary>
    private async ValueTask WriteAtEndAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await BlockingThread.EnterAsync();
        cancellationToken.ThrowIfCancellationRequested();
        RandomAccess.Write(file, bytes.Span, _length);
    }

    private static async ValueTask TellFullAsync(ValueTask writing)
    {
        try
        {
            await writing;
        }
        catch (IOException error) when (DiskFull.Caused(error))
        {
            throw LocalBlobStore.Full(error);
        }
    }

    private byte[] Ending()
    {
        var table = _checksums.WrittenSpan;
        var ending = new byte[table.Length + BlobTrailer.Bytes];
        table.CopyTo(ending);
        var trailer = new BlobTrailer(id, _length, BlockBytes, BlobTrailer.Checksum(table));
        trailer.Write(ending.AsSpan(table.Length));
        return ending;
    }

    private async ValueTask ReleaseAsync()
    {
        if (_direct is not null)
        {
            await _direct.DisposeAsync();
        }

        if (_block is not null)
        {
            ArrayPool<byte>.Shared.Return(_block);
        }

        _block = null;
        file.Dispose();
    }
}
