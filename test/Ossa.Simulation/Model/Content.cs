using System.Globalization;
using System.Security.Cryptography;
using Ossa.Simulation.Randomness;

namespace Ossa.Simulation.Model;

/// <summary>
/// The body of an object: slices, one after the other, of a pool of bytes that is the same in every process. Slices that begin elsewhere differ from
/// their first bytes on, so that half of one body and half of another cannot pass for a whole one.
/// </summary>
internal sealed class Content
{
    public const int MaxLength = 600 * 1024;

    private const int PoolBytes = 4 << 20;
    private const int InlineLimitBytes = 64 * 1024;

    private static readonly byte[] Pool = FillPool();

    private readonly IReadOnlyList<(int Offset, int Length)> _slices;
    private readonly Lazy<string> _eTag;

    private Content(IReadOnlyList<(int Offset, int Length)> slices)
    {
        _slices = slices;
        Bytes = slices is [var only] ? Pool.AsMemory(only.Offset, only.Length) : Join(slices);
        Crc64 = Protocol.Checksums.Crc64.Compute(Bytes.Span);
        _eTag = new(() => Convert.ToHexString(MD5.HashData(Bytes.Span)));
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    public int Length => Bytes.Length;

    public ulong Crc64 { get; }

    /// <summary>The entity tag of an object that was written with this body in one piece.</summary>
    public string ETag => _eTag.Value;

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
        return OfLength(Math.Min(length, maxLength), dice);
    }

    /// <summary>A body of this length.</summary>
    public static Content OfLength(int length, Dice dice) => new([(dice.Below(PoolBytes - length), length)]);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static Content Parse(string text) => new([.. text.Split(',').Select(ParseSlice)]);

    /// <summary>Bodies one after the other.</summary>
    public static Content Concat(IEnumerable<Content> contents) =>
        new([.. contents.SelectMany(content => content._slices)]);

    /// <summary>Some of the bytes.</summary>
    public Content Slice(int offset, int length)
    {
        var slices = new List<(int Offset, int Length)>();
        foreach (var (start, size) in _slices)
        {
            var count = Math.Min(size - offset, length);
            if (count > 0)
            {
                slices.Add((start + offset, count));
                length -= count;
            }

            offset = Math.Max(0, offset - size);
        }

        return new Content(slices.Count == 0 ? [(0, 0)] : slices);
    }

    public override string ToString() => string.Join(',', _slices.Select(slice => $"{slice.Offset}+{slice.Length}"));

    private static (int Offset, int Length) ParseSlice(string text)
    {
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        return (
            int.Parse(text.AsSpan(0, plus), CultureInfo.InvariantCulture),
            int.Parse(text.AsSpan(plus + 1), CultureInfo.InvariantCulture)
        );
    }

    private static ReadOnlyMemory<byte> Join(IReadOnlyList<(int Offset, int Length)> slices)
    {
        var joined = new byte[slices.Sum(slice => slice.Length)];
        var at = 0;
        foreach (var (offset, length) in slices)
        {
            Pool.AsSpan(offset, length).CopyTo(joined.AsSpan(at));
            at += length;
        }

        return joined;
    }

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
