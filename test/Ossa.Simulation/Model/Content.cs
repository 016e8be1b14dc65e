using System.Globalization;
using System.Security.Cryptography;
using Ossa.Protocol.Checksums;
using Ossa.Simulation.Randomness;

namespace Ossa.Simulation.Model;

/// <summary>
/// The body of an object: a slice of a pool of bytes that is the same in every process. Slices that begin elsewhere differ from their first
/// bytes on, so that half of one body and half of another cannot pass for a whole one.
/// </summary>
internal sealed record Content(int Offset, int Length)
{
    public const int MaxLength = 600 * 1024;

    private const int PoolBytes = 4 << 20;
    private const int InlineLimitBytes = 64 * 1024;

    private static readonly byte[] Pool = FillPool();

    public ReadOnlyMemory<byte> Bytes => Pool.AsMemory(Offset, Length);

    public ulong Crc64 { get; } = Protocol.Checksums.Crc64.Compute(Pool.AsSpan(Offset, Length));

    /// <summary>The entity tag of an object that was written with this body in one piece.</summary>
    public string ETag { get; } = Convert.ToHexString(MD5.HashData(Pool.AsSpan(Offset, Length)));

    /// <summary>A body of a length where something may go wrong: none, a byte, around the limit of a row, several blocks of a blob.</summary>
    public static Content Random(Dice dice, int maxLength)
    {
        var length = dice.Below(10) switch
        {
            0 => dice.Below(2),
            < 5 => dice.Between(2, 2_000),
            5 => dice.Between(InlineLimitBytes - 1, InlineLimitBytes + 1),
            < 8 => dice.Between(2_000, 200_000),
            _ => dice.Between(InlineLimitBytes + 1, maxLength),
        };
        length = Math.Min(length, maxLength);
        return new Content(dice.Below(PoolBytes - length), length);
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static Content Parse(string text)
    {
        var comma = text.IndexOf('+', StringComparison.Ordinal);
        return new Content(
            int.Parse(text.AsSpan(0, comma), CultureInfo.InvariantCulture),
            int.Parse(text.AsSpan(comma + 1), CultureInfo.InvariantCulture)
        );
    }

    public override string ToString() => $"{Offset}+{Length}";

    private static byte[] FillPool()
    {
        var dice = new Dice(1);
        var pool = new byte[PoolBytes];
        for (var at = 0; at < pool.Length; at += sizeof(ulong))
        {
            BitConverter.TryWriteBytes(pool.AsSpan(at), dice.Next());
        }

        return pool;
    }
}
