using CsCheck;
using Ossa.Protocol.Checksums;
using Xunit;

namespace Ossa.Tests.Protocol.Checksums;

public sealed class CombinedCrc64Tests
{
    [Fact]
    public void No_pieces_have_the_checksum_of_no_bytes()
    {
        var combined = new CombinedCrc64();
        Assert.Equal((Crc64.Empty, 0L), (combined.Value, combined.Length));
        combined.Append(Crc64.Empty, 0);
        Assert.Equal((Crc64.Empty, 0L), (combined.Value, combined.Length));
    }

    [Fact]
    public void Any_pieces_have_the_checksum_of_the_whole() =>
        Gen.Select(Gen.Byte.Array[0, 300].List[0, 8], Gen.Byte.Array[0, 100])
            .Sample(
                (pieces, start) =>
                {
                    var combined = new CombinedCrc64(Crc64.Compute(start), start.Length);
                    byte[] whole = start;
                    foreach (var piece in pieces)
                    {
                        combined.Append(Crc64.Compute(piece), piece.Length);
                        whole = [.. whole, .. piece];
                        Assert.Equal((Crc64.Compute(whole), (long)whole.Length), (combined.Value, combined.Length));
                    }
                }
            );

    [Fact]
    public void Ten_thousand_parts_of_five_gibibytes_combine_alike_in_any_grouping()
    {
        const long partBytes = 5L << 30;
        Gen.ULong.Array[10_000]
            .Sample(
                parts =>
                {
                    var combined = new CombinedCrc64();
                    foreach (var part in parts)
                    {
                        combined.Append(part, partBytes);
                    }
                    Assert.Equal(Combine(parts, partBytes), combined.Value);
                    Assert.Equal(10_000 * partBytes, combined.Length);
                },
                iter: 3
            );
    }

    [Fact]
    public void A_negative_length_is_refused_and_changes_nothing()
    {
        var combined = new CombinedCrc64(7, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => combined.Append(2, -1));
        Assert.Equal((7UL, 1L), (combined.Value, combined.Length));
    }

    [Fact]
    public void A_length_beyond_all_numbers_is_refused_and_changes_nothing()
    {
        var combined = new CombinedCrc64(7, 1);
        Assert.Throws<OverflowException>(() => combined.Append(2, long.MaxValue));
        Assert.Equal((7UL, 1L), (combined.Value, combined.Length));
    }

    /// <summary>Halves first, which is another order of multiplications than one part after the other.</summary>
    private static ulong Combine(ReadOnlySpan<ulong> parts, long partBytes)
    {
        if (parts.Length == 1)
        {
            return parts[0];
        }
        var half = parts.Length / 2;
        return Crc64.Combine(
            Combine(parts[..half], partBytes),
            Combine(parts[half..], partBytes),
            (parts.Length - half) * partBytes
        );
    }
}
