using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
using Xunit;

namespace Ossa.Tests.Protocol.Names;

public sealed class ObjectKeyTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("../../etc/passwd")]
    [InlineData("a//b/")]
    [InlineData("\u0001\u001f")]
    [InlineData("😀杭州")]
    [InlineData("a\\b")]
    public void Any_other_key_is_taken(string key)
    {
        Assert.True(ObjectKey.IsValid(key));
        ObjectKey.Check(key);
    }

    [Fact]
    public void The_limit_counts_bytes()
    {
        ObjectKey.Check(new string('a', 1023));
        ObjectKey.Check(new string('杭', 341));
        Assert.Equal(OssErrors.ObjectNameTooLong, Refusal(new string('a', 1024)));
        Assert.Equal(OssErrors.ObjectNameTooLong, Refusal(new string('杭', 342)));
    }

    [Fact]
    public void An_empty_key_is_refused() => Assert.Equal(OssErrors.EmptyObjectName, Refusal(""));

    [Theory]
    [InlineData("/a")]
    [InlineData("\\a")]
    public void A_leading_slash_or_backslash_is_refused(string key) =>
        Assert.Equal(OssErrors.InvalidObjectName, Refusal(key));

    [Theory]
    [InlineData("\0")]
    [InlineData("a\0b")]
    public void A_zero_byte_is_refused(string key) => Assert.Equal(OssErrors.InvalidObjectName, Refusal(key));

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.Equal(OssErrors.ObjectNameNotUtf8, Refusal("a" + '\uD83D'));
        Assert.Equal(OssErrors.ObjectNameNotUtf8, Refusal('\uDE00' + "a"));
    }

    private static OssError Refusal(string key)
    {
        Assert.False(ObjectKey.IsValid(key));
        return Assert.Throws<OssException>(() => ObjectKey.Check(key)).Error;
    }
}
