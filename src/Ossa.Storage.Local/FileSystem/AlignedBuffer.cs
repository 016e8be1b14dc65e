using System.Buffers;
using System.Runtime.InteropServices;

namespace Ossa.Storage.Local.FileSystem;

/// <summary>Memory outside of the collector's reach that begins at a page, which the disk can read from by itself.</summary>
internal sealed unsafe class AlignedBuffer(int length) : MemoryManager<byte>
{
    /// <summary>What nearly all disks and file systems are content with: where more is asked for, nothing can be written past the page cache.</summary>
    public const int Alignment = 4096;

    private void* _start = NativeMemory.AlignedAlloc((nuint)length, Alignment);

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return new(_start, length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)length, nameof(elementIndex));
        return new((byte*)_start + elementIndex);
    }

    public override void Unpin() { }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }
}
