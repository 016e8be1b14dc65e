using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Blobs;

/// <summary>Has files that are being written go past the page cache, and shares the memory that this takes between them.</summary>
/// <param name="sync">How the page cache is gone past.</param>
/// <param name="writing">What is to go past it; null for nothing.</param>
internal sealed class DirectWriters(IDiskSync sync, DirectWriting? writing)
{
    /// <summary>All pieces of memory, 32 MiB. A file that comes slowly has one or two.</summary>
    public const int MostPieces = 64;

    private int _pieces;
    private long _unwrittenBytes;
    private volatile bool _isRefused;

    /// <summary>What has been taken in and is not written yet, so that the disk does not know of it.</summary>
    public long UnwrittenBytes => Interlocked.Read(ref _unwrittenBytes);

    /// <summary>
    /// Has what is written from an offset on go past the page cache; null where that is not to be, or there is no memory for it now, so that it is to be
    /// written as usual.
    /// </summary>
    public DirectWriter? TryBegin(SafeFileHandle file, long offset) =>
        writing is not null
        && !_isRefused
        && offset >= writing.FirstByte
        && TryMakePiece(writing.PieceBytes) is { } piece
            ? new DirectWriter(file, offset, piece, sync, this)
            : null;

    /// <summary>Memory for a piece, to be given back; null where there is no more.</summary>
    public AlignedBuffer? TryMakePiece(int bytes)
    {
        if (Interlocked.Increment(ref _pieces) <= MostPieces)
        {
            return new AlignedBuffer(bytes);
        }

        Interlocked.Decrement(ref _pieces);
        return null;
    }

    /// <summary>Takes memory back.</summary>
    public void GiveBack(AlignedBuffer piece)
    {
        ((IDisposable)piece).Dispose();
        Interlocked.Decrement(ref _pieces);
    }

    /// <summary>Notes that more bytes wait to be written, or fewer.</summary>
    public void NoteUnwritten(long bytes) => Interlocked.Add(ref _unwrittenBytes, bytes);

    /// <summary>The file system cannot: the next files are written as usual.</summary>
    public void Refuse() => _isRefused = true;
}
