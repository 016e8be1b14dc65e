namespace Ossa.Protocol.Checksums;

/// <summary>
/// The CRC-64 of an object that is put together from pieces, from the checksum and length of each and without their bytes: the parts
/// of an upload, or what appends add. Pieces of the same length one after the other, as parts mostly are, cost one multiplication each;
/// others as many more as their length has bits.
/// </summary>
/// <param name="value">The checksum of what is there already; by default there is nothing yet.</param>
/// <param name="length">How many bytes are there already.</param>
public sealed class CombinedCrc64(ulong value = Crc64.Empty, long length = 0)
{
    private long _shiftedBy;
    private ulong _shift = Crc64Polynomial.One;

    /// <summary>The checksum of all pieces so far.</summary>
    public ulong Value { get; private set; } = value;

    /// <summary>How many bytes all pieces so far have.</summary>
    public long Length { get; private set; } = length;

    /// <summary>Takes the next piece.</summary>
    /// <param name="crc">Its checksum.</param>
    /// <param name="length">How many bytes it has.</param>
    public void Append(ulong crc, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length != _shiftedBy)
        {
            _shift = Crc64Polynomial.PowerOfX((ulong)length, shift: 3);
            _shiftedBy = length;
        }
        Length = checked(Length + length);
        Value = Crc64Polynomial.Multiply(_shift, Value) ^ crc;
    }
}
