namespace Ossa.Protocol.Checksums;

/// <summary>
/// Arithmetic of polynomials over GF(2) modulo that of CRC-64, in reflected form: the highest bit is the factor of x^0. To append n
/// zero bytes to a message is to multiply its checksum by x^(8n).
/// </summary>
internal static class Crc64Polynomial
{
    private const ulong Reflected = 0xC96C5795D7870F42;

    /// <summary>x^0.</summary>
    public const ulong One = 1UL << 63;

    /// <summary>x^(2^k) for each k.</summary>
    private static readonly ulong[] Squares = MakeSquares();

    public static ulong Multiply(ulong left, ulong right)
    {
        var product = 0UL;
        for (var bit = One; bit != 0; bit >>= 1)
        {
            if ((left & bit) != 0)
            {
                product ^= right;
            }
            right = (right & 1) == 0 ? right >> 1 : (right >> 1) ^ Reflected;
        }
        return product;
    }

    /// <summary>x^(n * 2^shift).</summary>
    public static ulong PowerOfX(ulong n, int shift)
    {
        var power = One;
        for (var k = shift; n != 0; n >>= 1, k++)
        {
            if ((n & 1) != 0)
            {
                power = Multiply(power, Squares[k]);
            }
        }
        return power;
    }

    private static ulong[] MakeSquares()
    {
        var squares = new ulong[64 + 3];
        squares[0] = One >> 1;
        for (var k = 1; k < squares.Length; k++)
        {
            squares[k] = Multiply(squares[k - 1], squares[k - 1]);
        }
        return squares;
    }
}
