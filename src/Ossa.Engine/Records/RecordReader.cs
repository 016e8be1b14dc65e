using System.Buffers.Binary;
using System.Text;
using Ossa.Storage;

namespace Ossa.Engine.Records;

/// <summary>Reads what <see cref="RecordWriter"/> wrote, field by field.</summary>
internal ref struct RecordReader
{
    private ReadOnlySpan<byte> _rest;

    public RecordReader(ReadOnlySpan<byte> record, byte format)
    {
        if (record.IsEmpty || record[0] != format)
        {
            throw new InvalidDataException($"The record is not of format {format}.");
        }

        _rest = record[1..];
    }

    /// <summary>The tag of the field that <see cref="Next"/> came to.</summary>
    public byte Tag { get; private set; }

    /// <summary>The bytes of that field.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        Tag = _rest[0];
        var length = ReadLength(_rest[1..], out var lengthBytes);
        var headerBytes = 1 + lengthBytes;
        if (length > _rest.Length - headerBytes)
        {
            throw new InvalidDataException("The record ends in the middle of a field.");
        }

        Value = _rest.Slice(headerBytes, length);
        _rest = _rest[(headerBytes + length)..];
        return true;
    }

    public readonly string Text() => Encoding.UTF8.GetString(Value);

    public readonly ulong Number()
    {
        if (Value.Length > 8)
        {
            throw new InvalidDataException("A number of a record has more than eight bytes.");
        }

        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        Value.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    public readonly BlobId Id() =>
        Value.Length == 16
            ? new BlobId(BinaryPrimitives.ReadUInt128BigEndian(Value))
            : throw new InvalidDataException("A name of a record does not have sixteen bytes.");

    public readonly bool Flag() => Number() != 0;

    public readonly KeyValuePair<string, string> Pair()
    {
        var length = ReadLength(Value, out var lengthBytes);
        if (length > Value.Length - lengthBytes)
        {
            throw new InvalidDataException("A name of a record ends behind its field.");
        }

        var pair = Value[lengthBytes..];
        return new(Encoding.Latin1.GetString(pair[..length]), Encoding.Latin1.GetString(pair[length..]));
    }

    /// <summary>A name and a value as the first data directories have them: a record of two texts.</summary>
    public readonly KeyValuePair<string, string> NestedPair()
    {
        var nested = new RecordReader(Value, 0);
        string name = "",
            value = "";
        while (nested.Next())
        {
            if (nested.Tag == 1)
            {
                name = nested.Text();
            }
            else if (nested.Tag == 2)
            {
                value = nested.Text();
            }
        }
        return new(name, value);
    }

    private static int ReadLength(ReadOnlySpan<byte> bytes, out int lengthBytes)
    {
        uint length = 0;
        for (var i = 0; i < Math.Min(bytes.Length, 5); i++)
        {
            length |= (uint)(bytes[i] & 0x7F) << (7 * i);
            if ((bytes[i] & 0x80) != 0)
            {
                continue;
            }

            lengthBytes = i + 1;
            return length <= int.MaxValue
                ? (int)length
                : throw new InvalidDataException("The record has a field of an impossible length.");
        }
        throw new InvalidDataException("The record has a field without a length.");
    }
}
