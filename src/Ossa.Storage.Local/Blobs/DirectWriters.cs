using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Blobs;

/// <summary>Which of the files that are being written go past the page cache: as many at a time as memory and threads are meant for them.</summary>
internal sealed class DirectWriters(IDiskSync sync, DirectWriting writing)
{
    /// <summary>Each has a thread, and up to four pieces of memory.</summary>
    public const int Most = 16;

    private int _count;
    private volatile bool _isRefused;

    /// <summary>Has what is written from an offset on go past the page cache; null where that is not to be, or cannot be, so that it is to be written as usual.</summary>
    public DirectWriter? TryBegin(SafeFileHandle file, long offset)
    {
        if (_isRefused || offset < writing.FirstByte)
        {
            return null;
        }

        if (Interlocked.Increment(ref _count) <= Most)
        {
            if (sync.TryBypassCache(file))
            {
                return new DirectWriter(file, offset, writing.PieceBytes, sync, Leave);
            }

            _isRefused = true;
        }

        Leave();
        return null;
    }

    private void Leave() => Interlocked.Decrement(ref _count);
}
