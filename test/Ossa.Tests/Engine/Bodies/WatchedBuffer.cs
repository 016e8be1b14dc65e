using System.Buffers;

namespace Ossa.Tests.Engine.Bodies;

/// <summary>A buffer that knows when nobody may use it any more, and tells of whoever does.</summary>
internal sealed class WatchedBuffer(int bytes) : MemoryManager<byte>
{
    private readonly byte[] _bytes = GC.AllocateArray<byte>(bytes, pinned: true);
    private int _held;
    private volatile bool _isBack;

    /// <summary>As if it went back to its pool, where others write into it.</summary>
    public void GiveBack()
    {
        if (Volatile.Read(ref _held) != 0)
        {
            throw new InvalidOperationException("The buffer is still being hashed.");
        }

        _isBack = true;
        _bytes.AsSpan().Fill(0xDB);
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_isBack, this);
        return _bytes;
    }

    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_isBack, this);
        Interlocked.Increment(ref _held);
        fixed (byte* start = _bytes)
        {
            return new MemoryHandle(start + elementIndex, pinnable: this);
        }
    }

    public override void Unpin() => Interlocked.Decrement(ref _held);

    protected override void Dispose(bool disposing) { }
}
