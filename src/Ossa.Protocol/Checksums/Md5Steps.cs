using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ossa.Protocol.Checksums;

/// <summary>The steps of MD5, one of each round, as RFC 1321 has them, and what each of the 64 adds.</summary>
internal static unsafe class Md5Steps
{
    /// <summary>The constants of the 64 steps. They lie in the assembly, which never moves.</summary>
    public static uint* Constants => (uint*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Table));

    private static ReadOnlySpan<uint> Table =>
        [
            0xD76AA478,
            0xE8C7B756,
            0x242070DB,
            0xC1BDCEEE,
            0xF57C0FAF,
            0x4787C62A,
            0xA8304613,
            0xFD469501,
            0x698098D8,
            0x8B44F7AF,
            0xFFFF5BB1,
            0x895CD7BE,
            0x6B901122,
            0xFD987193,
            0xA679438E,
            0x49B40821,
            0xF61E2562,
            0xC040B340,
            0x265E5A51,
            0xE9B6C7AA,
            0xD62F105D,
            0x02441453,
            0xD8A1E681,
            0xE7D3FBC8,
            0x21E1CDE6,
            0xC33707D6,
            0xF4D50D87,
            0x455A14ED,
            0xA9E3E905,
            0xFCEFA3F8,
            0x676F02D9,
            0x8D2A4C8A,
            0xFFFA3942,
            0x8771F681,
            0x6D9D6122,
            0xFDE5380C,
            0xA4BEEA44,
            0x4BDECFA9,
            0xF6BB4B60,
            0xBEBFBC70,
            0x289B7EC6,
            0xEAA127FA,
            0xD4EF3085,
            0x04881D05,
            0xD9D4D039,
            0xE6DB99E5,
            0x1FA27CF8,
            0xC4AC5665,
            0xF4292244,
            0x432AFF97,
            0xAB9423A7,
            0xFC93A039,
            0x655B59C3,
            0x8F0CCC92,
            0xFFEFF47D,
            0x85845DD1,
            0x6FA87E4F,
            0xFE2CE6E0,
            0xA3014314,
            0x4E0811A1,
            0xF7537E82,
            0xBD3AF235,
            0x2AD7D2BB,
            0xEB86D391,
        ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint F(uint a, uint b, uint c, uint d, uint word, uint constant, int shift) =>
        b + BitOperations.RotateLeft(a + word + constant + (d ^ (b & (c ^ d))), shift);

    /// <summary>Both terms never have a bit in common, and that of d is known before b is: so adding them is sooner done than joining them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint G(uint a, uint b, uint c, uint d, uint word, uint constant, int shift) =>
        b + BitOperations.RotateLeft(a + word + constant + (c & ~d) + (b & d), shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint H(uint a, uint b, uint c, uint d, uint word, uint constant, int shift) =>
        b + BitOperations.RotateLeft(a + word + constant + (b ^ (c ^ d)), shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint I(uint a, uint b, uint c, uint d, uint word, uint constant, int shift) =>
        b + BitOperations.RotateLeft(a + word + constant + (c ^ (b | ~d)), shift);
}
