using System.Buffers.Binary;

namespace Ossa.Server.Zip;

/// <summary>Puts the fields of a record one after the other, in the byte order of the format.</summary>
internal ref struct ZipRecord(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    /// <summary>How many bytes there are so far.</summary>
    public int Length { get; private set; }

    public ZipRecord Put16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer[Length..], checked((ushort)value));
        Length += sizeof(ushort);
        return this;
    }

    public ZipRecord Put32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer[Length..], value);
        Length += sizeof(uint);
        return this;
    }

    public ZipRecord Put64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer[Length..], value);
        Length += sizeof(long);
        return this;
    }

    public ZipRecord Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer[Length..]);
        Length += bytes.Length;
        return this;
    }
}
