namespace Ossa.Tests.Client.Scenes;

/// <summary>
/// A stream as a network gives it: it cannot seek, it gives a few bytes at a time, and a read after its last byte waits for more that
/// never come, whatever the size of the buffer.
/// </summary>
internal sealed class OneWayReader(byte[] bytes, int step, bool neverEnds = false) : Stream
{
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given == bytes.Length && neverEnds)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        var read = Math.Min(Math.Min(step, buffer.Length), bytes.Length - _given);
        bytes.AsMemory(_given, read).CopyTo(buffer);
        _given += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
