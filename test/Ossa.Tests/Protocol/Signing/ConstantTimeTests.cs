using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

public sealed class ConstantTimeTests
{
    private const int LongestBytes = 70;

    [Fact]
    public void Bytes_are_the_same_if_all_of_them_are()
    {
        for (var length = 0; length <= LongestBytes; length++)
        {
            byte[] one = [.. Enumerable.Range(1, length).Select(number => (byte)(number * 37))];
            var other = one.ToArray();
            Assert.True(ConstantTime.AreEqual(one, other));
            for (var bit = 0; bit < 8 * length; bit++)
            {
                other[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(ConstantTime.AreEqual(one, other), $"Bit {bit} of {length} bytes was not looked at.");
                other[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void Differences_do_not_make_up_for_each_other()
    {
        var one = new byte[32];
        var other = new byte[32];
        (other[0], other[8]) = (0xFF, 0xFF);
        Assert.False(ConstantTime.AreEqual(one, other));
        (one[31], other[30]) = (1, 1);
        Assert.False(ConstantTime.AreEqual(one, other));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 8)]
    [InlineData(8, 7)]
    [InlineData(64, 65)]
    public void Bytes_of_another_length_are_others(int one, int other) =>
        Assert.False(ConstantTime.AreEqual(new byte[one], new byte[other]));
}
