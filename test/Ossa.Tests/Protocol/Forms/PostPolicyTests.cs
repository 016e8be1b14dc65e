using Ossa.Protocol.Errors;
using Ossa.Protocol.Forms;
using Xunit;

namespace Ossa.Tests.Protocol.Forms;

public sealed class PostPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2025, 2, 3, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["bucket"] = "b",
        ["key"] = "user/a.txt",
        ["content-type"] = "image/png",
    };

    [Theory]
    [InlineData("""{"bucket":"b"}""")]
    [InlineData("""{"Bucket":"b"}""")]
    [InlineData("""["eq","$key","user/a.txt"]""")]
    [InlineData("""["starts-with","$KEY","user/"]""")]
    [InlineData("""["starts-with","$key",""]""")]
    [InlineData("""["in","$content-type",["image/jpg","image/png"]]""")]
    [InlineData("""["not-in","$content-type",["text/html"]]""")]
    [InlineData("""["not-in","$cache-control",["no-cache"]]""")]
    public void A_condition_that_is_met_lets_the_form_through(string condition) => Parse(condition).Check(Fields, Noon);

    [Theory]
    [InlineData("""{"bucket":"c"}""")]
    [InlineData("""["eq","$key","user/A.txt"]""")]
    [InlineData("""["starts-with","$key","users/"]""")]
    [InlineData("""["in","$content-type",["image/jpg"]]""")]
    [InlineData("""["in","$content-type",[]]""")]
    [InlineData("""["not-in","$content-type",["image/png"]]""")]
    public void A_condition_that_is_not_met_is_named(string condition)
    {
        var refusal = Assert.Throws<OssException>(() => Parse(condition).Check(Fields, Noon));
        Assert.Equal((403, "AccessDenied", null), (refusal.Error.Status, refusal.Error.Code, refusal.Error.Ec));
        Assert.Equal($"Invalid according to Policy: Policy Condition failed: {condition}", refusal.Error.Message);
    }

    [Theory]
    [InlineData("""["eq","$x-oss-object-acl","private"]""")]
    [InlineData("""["starts-with","$x-oss-meta-tag",""]""")]
    [InlineData("""["in","$cache-control",["no-cache"]]""")]
    public void A_field_that_the_form_lacks_is_named(string condition)
    {
        var refusal = Assert.Throws<OssException>(() => Parse(condition).Check(Fields, Noon));
        Assert.Equal("0006-00000226", refusal.Error.Ec);
        Assert.EndsWith(condition, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_condition_must_be_met()
    {
        var policy = Parse("""{"bucket":"b"},["eq","$key","other"]""");
        Assert.Throws<OssException>(() => policy.Check(Fields, Noon));
    }

    [Fact]
    public void A_policy_counts_until_its_expiration()
    {
        var policy = Parse("""{"bucket":"b"}""");
        policy.Check(Fields, new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

        var late = new DateTimeOffset(2030, 1, 1, 12, 0, 1, TimeSpan.Zero);
        var refusal = Assert.Throws<OssException>(() => policy.Check(Fields, late));
        Assert.Equal(OssErrors.PostPolicyExpired, refusal.Error);
    }

    [Fact]
    public void The_size_of_the_file_has_bounds()
    {
        var policy = Parse("""["content-length-range",1,10]""");
        policy.Check(Fields, Noon);
        policy.CheckLength(1);
        policy.CheckLength(10);
        Assert.Equal(OssErrors.EntityTooSmall, Assert.Throws<OssException>(() => policy.CheckLength(0)).Error);
        Assert.Equal(OssErrors.EntityTooLarge, Assert.Throws<OssException>(() => policy.CheckLength(11)).Error);
    }

    [Theory]
    [InlineData("""["content-length-range",10,1]""", "0006-00000219")]
    [InlineData("""["content-length-range","1",10]""", "0006-00000220")]
    [InlineData("""["content-length-range",-1,10]""", "0006-00000220")]
    [InlineData("""["content-length-range",1,"ten"]""", "0006-00000221")]
    [InlineData("""["content-length-range",1,1.5]""", "0006-00000221")]
    [InlineData("""["content-length-range",1]""", "0006-00000223")]
    [InlineData("""["eq","key","a"]""", "0006-00000223")]
    [InlineData("""["eq","$key",1]""", "0006-00000223")]
    [InlineData("""["in","$key","a"]""", "0006-00000223")]
    [InlineData("""["in","$key",[1]]""", "0006-00000223")]
    [InlineData("""["like","$key","a"]""", "0006-00000223")]
    [InlineData("""[1,"$key","a"]""", "0006-00000223")]
    [InlineData("""{"bucket":1}""", "0006-00000223")]
    [InlineData("""{"bucket":"b","key":"a"}""", null)]
    [InlineData("{}", null)]
    [InlineData("\"bucket\"", "0006-00000223")]
    public void A_malformed_condition_has_its_own_code(string condition, string? ec)
    {
        var refusal = Assert.Throws<OssException>(() => Parse(condition));
        Assert.Equal((400, "InvalidPolicyDocument", ec), (refusal.Error.Status, refusal.Error.Code, refusal.Error.Ec));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"expiration\":")]
    [InlineData("""{"expiration":"2030-01-01T12:00:00Z","expiration":"2031-01-01T12:00:00Z","conditions":[]}""")]
    [InlineData("[[[[[[[[[[]]]]]]]]]]")]
    [InlineData("""{"expiration":"\ud800","conditions":[]}""")]
    [InlineData("""{"expiration":"2030-01-01T12:00:00Z","conditions":[{"key":"\ud800"}]}""")]
    [InlineData("""{"expiration":"2030-01-01T12:00:00Z","conditions":[{"\udc00":"a"}]}""")]
    public void What_is_not_json_is_refused(string json) =>
        Assert.Equal(OssErrors.PostPolicyInvalidJson, Refusal(PostPolicy.Encode(json)));

    [Fact]
    public void What_is_not_base64_is_refused() => Assert.Equal(OssErrors.PostPolicyInvalidJson, Refusal("{}"));

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"conditions":[]}""")]
    [InlineData("""{"expiration":"2030-01-01T12:00:00Z"}""")]
    [InlineData("""{"expiration":"2030-01-01T12:00:00Z","conditions":{}}""")]
    [InlineData("""{"expiration":"tomorrow","conditions":[]}""")]
    [InlineData("""{"expiration":1,"conditions":[]}""")]
    public void What_is_no_policy_is_refused(string json) =>
        Assert.Equal(OssErrors.PostPolicyInvalid, Refusal(PostPolicy.Encode(json)));

    private static PostPolicy Parse(string conditions)
    {
        var json = $$"""{"expiration":"2030-01-01T12:00:00.000Z","conditions":[{{conditions}}]}""";
        return PostPolicy.Parse(PostPolicy.Encode(json));
    }

    private static OssError Refusal(string encoded) =>
        Assert.Throws<OssException>(() => PostPolicy.Parse(encoded)).Error;
}
