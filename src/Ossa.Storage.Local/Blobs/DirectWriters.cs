using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Blobs;

/// <summary>Has files that are being written go past the page cache, and shares the memory that this takes between them.</summary>
/// <param name="sync">How the page cache is gone past.</param>
/// <param name="writing">What is to go past it; null for nothing.</param>
internal sealed class DirectWriters(IDiskSync sync, DirectWriting? writing)
{
    /// <summary>All pieces of memory, 32 MiB. A file has two to four.</summary>
    public const int MostPieces = 64;

    private readonly Lock _gate = new();
    private readonly Stack<AlignedBuffer> _spare = new();
    private int _pieces;
    private long _unwrittenBytes;
    private volatile bool _isRefused;

    /// <summary>What has been taken in and is not written yet, so that the disk does not know of it.</summary>
    public long UnwrittenBytes => Interlocked.Read(ref _unwrittenBytes);

    /// <summary>
    /// Has what is written from an offset on go past the page cache; null where that is not to be, or there is no memory for it now, so that it is to be
    /// written as usual.
    /// </summary>
    public DirectWriter? TryBegin(SafeFileHandle file, long offset)
    {
        if (writing is null || _isRefused || offset < writing.FirstByte)
        {
            return null;
        }

        var pieces = new List<AlignedBuffer>();
        while (pieces.Count < DirectWriter.FewestPieces)
        {
            if (TryTakePiece() is not { } piece)
            {
                pieces.ForEach(GiveBack);
                return null;
            }

            pieces.Add(piece);
        }

        return new DirectWriter(file, offset, pieces, sync, this);
    }

    /// <summary>Memory for a piece, to be given back; null where there is no more.</summary>
    public AlignedBuffer? TryTakePiece()
    {
        lock (_gate)
        {
            if (_pieces >= MostPieces)
            {
                return null;
            }

            try
            {
                var piece = _spare.TryPop(out var spare) ? spare : new AlignedBuffer(writing!.PieceBytes);
                _pieces++;
                return piece;
            }
            catch (OutOfMemoryException)
            {
                // The page cache takes care of what there is no memory for here.
                return null;
            }
        }
    }

    /// <summary>
    /// Takes memory back. It is kept for others while at least as much is in use: of what is given to malloc by one thread and asked for by another, 25 uploads came to
    /// have 250 MiB.
    /// </summary>
    public void GiveBack(AlignedBuffer piece)
    {
        lock (_gate)
        {
            if (_spare.Contains(piece))
            {
                throw new InvalidOperationException("Two files would share what was given back twice.");
            }

            _pieces--;
            _spare.Push(piece);
            while (_spare.Count > _pieces)
            {
                ((IDisposable)_spare.Pop()).Dispose();
            }
        }
    }

    /// <summary>Notes that more bytes wait to be written, or fewer.</summary>
    public void NoteUnwritten(long bytes) => Interlocked.Add(ref _unwrittenBytes, bytes);

    /// <summary>The file system cannot: the next files are written as usual.</summary>
    public void Refuse() => _isRefused = true;
}
