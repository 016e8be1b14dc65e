using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>Keys are bytes: whatever a key looks like, it names one object and nothing on the server's disk.</summary>
public sealed class KeyTests : ServerTest
{
    public static TheoryData<string> Keys =>
        [
            "plain",
            "a b+c%d#e?f&g=h;i~j*k'l(m)n\\o",
            "文件/报告 终稿.txt",
            "😀/\uFFFF",
            "..",
            "../../etc/passwd",
            "a/../b",
            "a/./b",
            "a//b",
            "folder/",
            "%2e%2e/%2f",
            "x\ty",
            "\u0001\u001f",
            "C:\\Windows\\system32",
            new string('k', 1023),
        ];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Any_key_names_exactly_one_object(string key)
    {
        Assert.Equal(200, (await PutAsync(key, Utf8(key))).Status);
        Assert.Equal(key, (await GetAsync(key)).Text);
        Assert.Equal(key, (await Server.SendRawAsync("GET", Server.Presign("GET", Bucket, key))).Text);
        Assert.Equal(key, (await Server.SendRawAsync("GET", Server.PresignV1("GET", Bucket, key))).Text);
        var list = await Server.SendAsync("GET", Bucket, query: [H("encoding-type", "url")]);
        Assert.Equal(
            UriEncoding.EncodeComponent(key),
            list.Xml.Descendants("Key").Single().Value.Replace("/", "%2F", StringComparison.Ordinal)
        );
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket, key)).Status);
        Assert.Equal(404, (await GetAsync(key)).Status);
    }

    [Theory]
    [InlineData("/leading")]
    [InlineData("\\leading")]
    public async Task Keys_that_the_protocol_forbids_are_refused(string key)
    {
        var answer = await PutAsync(key);
        AssertRefused(answer, 400, "InvalidObjectName", "0016-00000005");
    }

    [Fact]
    public async Task A_key_above_1023_bytes_is_refused()
    {
        var answer = await PutAsync(new string('k', 1024));
        Assert.Equal((400, "InvalidObjectName"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("/test-bucket/%D6%D0", "InvalidObjectName")]
    [InlineData("/test-bucket/%zz", "InvalidObjectName")]
    [InlineData("/Test_Bucket/a", "InvalidBucketName")]
    [InlineData("/../etc/passwd", "InvalidBucketName")]
    [InlineData("/test-bucket/a?b=%zz", "InvalidURI")]
    public async Task Targets_that_are_no_names_are_refused(string target, string code)
    {
        var answer = await Server.SendRawAsync("GET", target);
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_slash_in_the_key_may_be_encoded_or_not()
    {
        await PutAsync("a/b", Utf8("same"));
        var target = Server.Presign("GET", Bucket, "a/b");
        Assert.Equal(
            "same",
            (await Server.SendRawAsync("GET", target.Replace("a/b", "a%2Fb", StringComparison.Ordinal))).Text
        );
    }
}
