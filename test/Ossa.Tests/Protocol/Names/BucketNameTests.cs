using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
using Xunit;

namespace Ossa.Tests.Protocol.Names;

public sealed class BucketNameTests
{
    private const string Letters63 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Theory]
    [InlineData("abc")]
    [InlineData("0-9")]
    [InlineData("my--bucket-01")]
    [InlineData(Letters63)]
    public void A_good_name_is_taken(string name)
    {
        Assert.True(BucketName.IsValid(name));
        BucketName.Check(name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData(Letters63 + "a")]
    [InlineData("-abc")]
    [InlineData("abc-")]
    [InlineData("Abc")]
    [InlineData("a.c")]
    [InlineData("a_c")]
    [InlineData("a c")]
    [InlineData("äbc")]
    [InlineData("a/c")]
    [InlineData("ab٣")]
    public void A_bad_name_is_refused(string name)
    {
        Assert.False(BucketName.IsValid(name));
        var refusal = Assert.Throws<OssException>(() => BucketName.Check(name));
        Assert.Equal(OssErrors.InvalidBucketName, refusal.Error);
        Assert.Equal([new("BucketName", name)], refusal.Details);
    }
}
