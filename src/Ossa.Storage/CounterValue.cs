using System.Buffers.Binary;

namespace Ossa.Storage;

/// <summary>The value of a counter row: eight bytes, little-endian, signed.</summary>
public static class CounterValue
{
    /// <summary>The length of a counter row in bytes.</summary>
    public const int Length = sizeof(long);

    /// <summary>Reads a counter; a row that does not exist (null) counts as zero.</summary>
    /// <exception cref="InvalidDataException">The row is not eight bytes long, so it is no counter.</exception>
    public static long Read(byte[]? row)
    {
        if (row is null)
        {
            return 0;
        }

        if (row.Length != Length)
        {
            throw new InvalidDataException($"A counter row is {Length} bytes long, not {row.Length}.");
        }

        return BinaryPrimitives.ReadInt64LittleEndian(row);
    }

    /// <summary>The row of a counter.</summary>
    public static byte[] Write(long value)
    {
        var row = new byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(row, value);
        return row;
    }

    /// <summary>The row of a counter after an addition.</summary>
    /// <exception cref="OverflowException">The sum does not fit in 64 bits.</exception>
    public static byte[] Add(byte[]? row, long delta) => Write(checked(Read(row) + delta));
}
