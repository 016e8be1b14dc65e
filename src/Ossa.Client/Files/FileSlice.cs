using Microsoft.Win32.SafeHandles;

namespace Ossa.Client.Files;

/// <summary>Some bytes of a file as a stream of their own. Several may read the same file at once.</summary>
internal sealed class FileSlice(SafeFileHandle file, long offset, long length, IProgress<long>? progress) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            progress?.Report(value - _position);
            _position = value;
        }
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    ) => Advance(await RandomAccess.ReadAsync(file, Clip(buffer), offset + _position, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int start, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(start, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int start, int count) =>
        Advance(RandomAccess.Read(file, Clip(buffer.AsMemory(start, count)).Span, offset + _position));

    public override long Seek(long target, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => target,
            SeekOrigin.Current => _position + target,
            _ => length + target,
        };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int start, int count) => throw new NotSupportedException();

    private Memory<byte> Clip(Memory<byte> buffer) =>
        buffer[..(int)Math.Min(buffer.Length, Math.Max(0, length - _position))];

    private int Advance(int read)
    {
        _position += read;
        progress?.Report(read);
        return read;
    }
}
