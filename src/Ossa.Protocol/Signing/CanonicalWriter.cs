using System.Buffers;
using System.Text;

namespace Ossa.Protocol.Signing;

/// <summary>Collects the bytes of what is signed. It wraps the standard buffer so that builders read as a list of what they write.</summary>
internal sealed class CanonicalWriter : IDisposable
{
    private const int UsualBytes = 1024;

    /// <summary>A buffer that a very long request has grown is not kept.</summary>
    private const int MaxKeptBytes = 16 * UsualBytes;

    /// <summary>One that nobody uses: who verifies does so with the same memory again and again.</summary>
    [ThreadStatic]
    private static CanonicalWriter? idle;

    private readonly ArrayBufferWriter<byte> _buffer = new(UsualBytes);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>An empty one; after it was disposed the thread may use it again.</summary>
    public static CanonicalWriter Rent()
    {
        var writer = idle ?? new CanonicalWriter();
        idle = null;
        return writer;
    }

    public CanonicalWriter Text(string text) => Text(text, Encoding.UTF8);

    public CanonicalWriter Text(string text, Encoding encoding)
    {
        // The buffer's own way to encode reads each text twice.
        var place = _buffer.GetSpan(encoding.GetMaxByteCount(text.Length));
        _buffer.Advance(encoding.GetBytes(text, place));
        return this;
    }

    public CanonicalWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _buffer.Write(bytes);
        return this;
    }

    public CanonicalWriter Char(char ascii)
    {
        _buffer.GetSpan(1)[0] = (byte)ascii;
        _buffer.Advance(1);
        return this;
    }

    /// <summary>The text as <see cref="UriEncoding.EncodeComponent"/> encodes it.</summary>
    public CanonicalWriter Component(string text)
    {
        UriEncoding.WriteComponent(text, _buffer);
        return this;
    }

    /// <summary>The text as <see cref="UriEncoding.EncodePath"/> encodes it.</summary>
    public CanonicalWriter Path(string text)
    {
        UriEncoding.WritePath(text, _buffer);
        return this;
    }

    public CanonicalWriter HexLower(ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, _buffer.GetSpan(2 * bytes.Length), out var written);
        _buffer.Advance(written);
        return this;
    }

    public CanonicalWriter Line(string text) => Text(text).Char('\n');

    public CanonicalWriter Line(string text, Encoding encoding) => Text(text, encoding).Char('\n');

    public void Dispose()
    {
        if (_buffer.Capacity <= MaxKeptBytes)
        {
            _buffer.ResetWrittenCount();
            idle = this;
        }
    }
}
