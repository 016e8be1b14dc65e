using Ossa.Settings;
using Xunit;

namespace Ossa.Tests.Settings;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1048576", 1L << 20)]
    [InlineData("512K", 512L << 10)]
    [InlineData("100m", 100L << 20)]
    [InlineData("5G", 5L << 30)]
    [InlineData("2T", 2L << 40)]
    [InlineData("5MB", 5L << 20)]
    [InlineData("5GiB", 5L << 30)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void A_size_is_read(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out var read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("-1")]
    [InlineData("1.5G")]
    [InlineData("1 G")]
    [InlineData("1GG")]
    [InlineData("10X")]
    [InlineData("10B")]
    [InlineData("GB")]
    [InlineData("10GBB")]
    [InlineData("8388608T")]
    [InlineData("9223372036854775808")]
    public void What_is_no_size_is_refused(string text) => Assert.False(ByteSize.TryParse(text, out _));
}
