using System.Globalization;
using System.Text;

namespace Ossa.Tests.Server.Hostile;

/// <summary>A body that never ends: a beginning, and then a piece again and again, numbered where it has {0}.</summary>
internal sealed class EndlessStream(string beginning, string piece) : Stream
{
    private byte[] _current = Encoding.ASCII.GetBytes(beginning);
    private int _position;

    public EndlessStream(string piece)
        : this("", piece) { }

    /// <summary>How many pieces were given out.</summary>
    public int Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position == _current.Length)
        {
            _current = Encoding.ASCII.GetBytes(piece.Replace("{0}", Given.ToString(CultureInfo.InvariantCulture)));
            _position = 0;
            Given++;
        }
        var count = Math.Min(buffer.Length, _current.Length - _position);
        _current.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
