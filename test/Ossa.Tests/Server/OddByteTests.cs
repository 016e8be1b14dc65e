using System.Text;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>Bytes of paths and headers that clients really send, and that a web server likes to change.</summary>
public sealed class OddByteTests : ServerTest
{
    [Theory]
    [InlineData("a//b")]
    [InlineData("a/./b/../c")]
    [InlineData("a\\b")]
    [InlineData("a\u0001b")]
    public async Task A_path_is_never_put_in_order(string key)
    {
        await PutAsync(key, Utf8(key));
        var raw =
            $"/{Bucket}/{key.Replace("\\", "%5C", StringComparison.Ordinal).Replace("\u0001", "%01", StringComparison.Ordinal)}";
        var signed = Server.Presign("GET", Bucket, key);
        var query = signed[signed.IndexOf('?', StringComparison.Ordinal)..];
        Assert.Equal(key, (await Server.SendRawAsync("GET", raw + query)).Text);
        Assert.Equal(key, (await Server.SendRawAsync("GET", $"http://{Server.Host}{raw}{query}")).Text);
    }

    [Fact]
    public async Task A_plus_in_the_path_is_a_space()
    {
        await PutAsync("a b", Utf8("spaced"));
        var signed = Server.Presign("GET", Bucket, "a b");
        Assert.Equal(
            "spaced",
            (await Server.SendRawAsync("GET", signed.Replace("a%20b", "a+b", StringComparison.Ordinal))).Text
        );
    }

    [Theory]
    [InlineData("/test-bucket/%D6%D0%CE%C4")]
    [InlineData("/test-bucket/a%00b")]
    [InlineData("/test-bucket/a%")]
    public async Task A_path_that_is_no_utf8_is_a_clear_refusal(string target)
    {
        var answer = await Server.SendRawAsync("GET", target);
        Assert.Equal(400, answer.Status);
        Assert.Equal(404, (await GetAsync("a")).Status);
    }

    [Theory]
    [InlineData("\u00E4\u00FF")]
    [InlineData("\u00E4\u00B8\u00AD\u00E6\u0096\u0087")]
    public async Task Bytes_of_headers_are_signed_kept_and_given_back_as_they_are(string value)
    {
        KeyValuePair<string, string>[] headers =
        [
            H("x-oss-meta-name", value),
            H("Content-Disposition", $"attachment; filename={value}"),
        ];
        var request = new SignableRequest("PUT", Bucket, "k", [], headers) { HeaderEncoding = Encoding.Latin1 };
        var added = SignatureV4.Authorize(
            TestServer.Key,
            TestServer.Region,
            CredentialScope.OssProduct,
            Server.Time.GetUtcNow(),
            request
        );
        Assert.Equal(200, (await Server.SendRawAsync("PUT", $"/{Bucket}/k", [.. headers, .. added], [1])).Status);
        var got = await GetAsync("k");
        Assert.Equal((value, $"attachment; filename={value}"), (got["x-oss-meta-name"], got["Content-Disposition"]));
    }

    [Theory]
    [InlineData("x-oss-tagging", "\u00E4=\u00FF")]
    [InlineData("x-oss-object-acl", "\u00FF")]
    [InlineData("x-oss-storage-class", "\u00FF")]
    [InlineData("x-oss-traffic-limit", "\u00FF")]
    [InlineData("x-oss-forbid-overwrite", "\u00FF")]
    public async Task Bytes_that_mean_nothing_are_a_clear_refusal(string name, string value)
    {
        KeyValuePair<string, string>[] headers = [H(name, value)];
        var request = new SignableRequest("PUT", Bucket, "k", [], headers) { HeaderEncoding = Encoding.Latin1 };
        var added = SignatureV4.Authorize(
            TestServer.Key,
            TestServer.Region,
            CredentialScope.OssProduct,
            Server.Time.GetUtcNow(),
            request
        );
        Assert.Equal(400, (await Server.SendRawAsync("PUT", $"/{Bucket}/k", [.. headers, .. added], [1])).Status);
        Assert.Equal(404, (await GetAsync("k")).Status);
    }
}
