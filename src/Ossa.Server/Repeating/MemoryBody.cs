using Microsoft.Win32.SafeHandles;
using Ossa.Engine.Bodies;

namespace Ossa.Server.Repeating;

/// <summary>A body in a file that is nothing but memory. Whoever sends it holds the file, so that its memory stays until the last one of them has done so.</summary>
/// <param name="file">The file.</param>
/// <param name="length">How many bytes it has.</param>
/// <param name="leastBytes">What it counts for at least.</param>
/// <param name="among">Counts it.</param>
internal sealed class MemoryBody(SafeFileHandle file, int length, long leastBytes, MemoryBodies among) : IDisposable
{
    /// <summary>What the system keeps of a file beside its pages, about.</summary>
    private const int FileBytes = 2048;

    private int _isDisposed;

    /// <summary>How much memory it counts for.</summary>
    public long Bytes => Math.Max(leastBytes, FileBytes + ((long)length + Page - 1) / Page * Page);

    private static int Page => Environment.SystemPageSize;

    /// <summary>Holds it for one answer; null where it was disposed of meanwhile.</summary>
    public RepeatedFile? TryOpen()
    {
        if (Volatile.Read(ref _isDisposed) == 1)
        {
            return null;
        }

        try
        {
            var isHeld = false;
            file.DangerousAddRef(ref isHeld);
            return new RepeatedFile(new BodyFile(file, Offset: 0, length), body: null);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            file.Dispose();
            among.Release();
        }
    }
}
