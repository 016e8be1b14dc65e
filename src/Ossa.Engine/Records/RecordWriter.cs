using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Ossa.Storage;

namespace Ossa.Engine.Records;

/// <summary>
/// Writes a record as a format byte and then fields (tag, length, bytes). A reader skips tags that it does not know, so fields can
/// be added without a new format; a field at its default is left out.
/// </summary>
internal sealed class RecordWriter(byte format)
{
    private const int MaxLengthBytes = 5;

    private readonly ArrayBufferWriter<byte> _buffer = Start(format);

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public RecordWriter Bytes(byte tag, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return this;
        }

        Header(tag, value.Length);
        _buffer.Write(value);
        return this;
    }

    public RecordWriter Text(byte tag, string? value) =>
        string.IsNullOrEmpty(value) ? this : Bytes(tag, Encoding.UTF8.GetBytes(value));

    public RecordWriter Number(byte tag, ulong value)
    {
        if (value == 0)
        {
            return this;
        }

        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return Bytes(tag, bytes[..(bytes.LastIndexOfAnyExcept((byte)0) + 1)]);
    }

    public RecordWriter Number(byte tag, long value) => Number(tag, (ulong)value);

    public RecordWriter Flag(byte tag, bool value) => Number(tag, value ? 1UL : 0UL);

    /// <summary>A random name of 16 bytes; left out when zero.</summary>
    public RecordWriter Id(byte tag, BlobId id)
    {
        if (id == default)
        {
            return this;
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id.Value);
        return Bytes(tag, bytes);
    }

    /// <summary>
    /// A name and a value in one field; the field repeats for each pair. Both are the wire's bytes, one character a byte, and stay so.
    /// </summary>
    public RecordWriter Pair(byte tag, string name, string value)
    {
        Span<byte> nameLength = stackalloc byte[MaxLengthBytes];
        nameLength = nameLength[..WriteLength(nameLength, name.Length)];
        Header(tag, nameLength.Length + name.Length + value.Length);
        _buffer.Write(nameLength);
        Wire(name);
        Wire(value);
        return this;
    }

    private void Wire(string text)
    {
        if (text.AsSpan().ContainsAnyExceptInRange('\0', '\xFF'))
        {
            throw new ArgumentException("A character is no byte of the wire.", nameof(text));
        }

        Encoding.Latin1.GetBytes(text, _buffer);
    }

    private void Header(byte tag, int length)
    {
        var span = _buffer.GetSpan(1 + MaxLengthBytes);
        span[0] = tag;
        _buffer.Advance(1 + WriteLength(span[1..], length));
    }

    /// <summary>Seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    private static int WriteLength(Span<byte> span, int length)
    {
        var at = 0;
        for (var rest = (uint)length; ; rest >>= 7)
        {
            var more = rest > 0x7F;
            span[at++] = (byte)((rest & 0x7F) | (more ? 0x80u : 0u));
            if (!more)
            {
                return at;
            }
        }
    }

    private static ArrayBufferWriter<byte> Start(byte format)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        buffer.GetSpan(1)[0] = format;
        buffer.Advance(1);
        return buffer;
    }
}
