using CsCheck;
using Ossa.Protocol.Checksums;
using Xunit;

namespace Ossa.Tests.Protocol.Checksums;

public sealed class Crc64Tests
{
    [Fact]
    public void The_check_value_is_that_of_the_service() =>
        Assert.Equal(11051210869376104954, Crc64.Compute("123456789"u8));

    [Fact]
    public void No_bytes_have_the_checksum_zero()
    {
        Assert.Equal(Crc64.Empty, Crc64.Compute([]));
        Assert.Equal(Crc64.Empty, new Crc64().Value);
    }

    [Fact]
    public void Pieces_have_the_checksum_of_the_whole()
    {
        Gen.Select(Gen.Byte.Array[0, 2_000], Gen.Byte.Array[0, 2_000])
            .Sample(
                (first, second) =>
                {
                    var whole = Crc64.Compute([.. first, .. second]);
                    var crc = new Crc64();
                    crc.Append(first);
                    Assert.Equal(Crc64.Compute(first), crc.Value);
                    crc.Append(second);
                    Assert.Equal(whole, crc.Value);
                    crc.Reset();
                    Assert.Equal(Crc64.Empty, crc.Value);
                    Assert.Equal(whole, Crc64.Combine(Crc64.Compute(first), Crc64.Compute(second), second.Length));
                }
            );
    }

    [Fact]
    public void Combining_is_right_for_lengths_that_no_memory_holds()
    {
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.Long[0, 1L << 50], Gen.Long[0, 1L << 50])
            .Sample(
                (a, b, c, lengthOfB, lengthOfC) =>
                    Assert.Equal(
                        Crc64.Combine(Crc64.Combine(a, b, lengthOfB), c, lengthOfC),
                        Crc64.Combine(a, Crc64.Combine(b, c, lengthOfC), lengthOfB + lengthOfC)
                    )
            );
    }

    [Fact]
    public void A_negative_length_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Crc64.Combine(1, 2, -1));
}
