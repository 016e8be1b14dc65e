using System.IO.Hashing;

namespace Ossa.Protocol.Checksums;

/// <summary>
/// The CRC-64 of objects (CRC-64/XZ, the reflected ECMA-182 polynomial with all bits set at start and end), computed piece by piece.
/// On the wire it is an unsigned decimal number in x-oss-hash-crc64ecma.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/check-data-transmission-integrity-by-using-crc-64.
/// </summary>
public sealed class Crc64
{
    /// <summary>The checksum of no bytes at all.</summary>
    public const ulong Empty = 0;

    private static readonly Crc64ParameterSet Parameters = Crc64ParameterSet.Create(
        polynomial: 0x42F0E1EBA9EA3693,
        initialValue: ulong.MaxValue,
        finalXorValue: ulong.MaxValue,
        reflectValues: true
    );

    private readonly System.IO.Hashing.Crc64 _hash = new(Parameters);

    /// <summary>The checksum of all bytes so far.</summary>
    public ulong Value => _hash.GetCurrentHashAsUInt64();

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _hash.Append(bytes);

    /// <summary>Forgets all bytes.</summary>
    public void Reset() => _hash.Reset();

    /// <summary>The checksum of these bytes.</summary>
    public static ulong Compute(ReadOnlySpan<byte> bytes) => System.IO.Hashing.Crc64.HashToUInt64(Parameters, bytes);

    /// <summary>The checksum of two pieces one after the other, from the checksums of each, without their bytes.</summary>
    /// <param name="first">The checksum of the first piece.</param>
    /// <param name="second">The checksum of the second piece.</param>
    /// <param name="secondLength">How many bytes the second piece has.</param>
    public static ulong Combine(ulong first, ulong second, long secondLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(secondLength);
        return Crc64Polynomial.Multiply(Crc64Polynomial.PowerOfX((ulong)secondLength, shift: 3), first) ^ second;
    }
}
