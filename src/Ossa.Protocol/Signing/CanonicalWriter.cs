using System.Buffers;
using System.Text;

namespace Ossa.Protocol.Signing;

/// <summary>Collects the bytes of what is signed. It wraps the standard buffer so that builders read as a list of what they write.</summary>
internal sealed class CanonicalWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public CanonicalWriter Text(string text)
    {
        Encoding.UTF8.GetBytes(text, _buffer);
        return this;
    }

    public CanonicalWriter Text(string text, Encoding encoding)
    {
        encoding.GetBytes(text, _buffer);
        return this;
    }

    public CanonicalWriter Char(char ascii)
    {
        _buffer.GetSpan(1)[0] = (byte)ascii;
        _buffer.Advance(1);
        return this;
    }

    public CanonicalWriter Line(string text) => Text(text).Char('\n');

    public CanonicalWriter Line(string text, Encoding encoding) => Text(text, encoding).Char('\n');
}
