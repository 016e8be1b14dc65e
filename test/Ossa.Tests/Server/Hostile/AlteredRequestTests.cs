using System.Text;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>Requests of somebody who has a signed URL or a public object, and wants more than that.</summary>
public sealed class AlteredRequestTests : ServerTest
{
    private const string Secret = "what nobody else may read";

    [Theory]
    [InlineData("x-oss-object-acl", "public-read-write")]
    [InlineData("x-oss-copy-source", "/test-bucket/shut/k")]
    [InlineData("x-oss-meta-owner", "me")]
    [InlineData("x-oss-forbid-overwrite", "true")]
    public async Task No_header_of_the_protocol_can_be_added_to_a_signed_url(string name, string value)
    {
        await PutAsync("shut/k", Utf8(Secret));
        foreach (var url in (string[])[Server.Presign("PUT", Bucket, "mine"), Server.PresignV1("PUT", Bucket, "mine")])
        {
            var answer = await Server.SendRawAsync("PUT", url, [H(name, value)], [1]);
            Assert.Equal((403, "SignatureDoesNotMatch"), (answer.Status, answer.Code));
            Assert.Equal(404, (await GetAsync("mine")).Status);
        }
    }

    [Fact]
    public async Task A_signature_of_V4_is_none_of_V1()
    {
        await PutAsync("shut/k", Utf8(Secret));
        var signature = Server.Presign("GET", Bucket, "shut/k").Split("x-oss-signature=")[1].Split('&')[0];
        var until = Server.Time.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        var target = $"/{Bucket}/shut/k?OSSAccessKeyId={TestServer.Key.Id}&Expires={until}&Signature={signature}";
        var answer = await Server.SendRawAsync("GET", target);
        Assert.Equal((403, "SignatureDoesNotMatch"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("X-HTTP-Method", "DELETE")]
    [InlineData("X-Method-Override", "DELETE")]
    [InlineData("X-Original-URL", "/test-bucket/shut/k")]
    [InlineData("X-Rewrite-URL", "/test-bucket/shut/k")]
    [InlineData("X-Forwarded-Host", "other-bucket.localhost")]
    [InlineData("X-Forwarded-Prefix", "/other")]
    [InlineData("Forwarded", "host=other-bucket.localhost")]
    public async Task No_header_tells_another_method_or_target_than_the_request_line(string name, string value)
    {
        await PutAsync("open/k", Utf8("for everybody"), H("x-oss-object-acl", "public-read-write"));
        await PutAsync("shut/k", Utf8(Secret));
        Assert.Equal("for everybody", (await AskAsync("open/k", H(name, value))).Text);
        Assert.Equal("for everybody", (await AskAsync("open/k")).Text);
    }

    [Theory]
    [InlineData("open/../shut/k")]
    [InlineData("open/%2e%2e/shut/k")]
    [InlineData("open%2F..%2Fshut%2Fk")]
    [InlineData("open/..%2fshut%2fk")]
    [InlineData("open/%252e%252e/shut/k")]
    [InlineData("open/..%5cshut%5ck")]
    [InlineData("./shut/k")]
    [InlineData("shut//k")]
    [InlineData("shut/./k")]
    [InlineData("shut%252Fk")]
    [InlineData("/shut/k")]
    [InlineData("open/k/../../shut/k")]
    [InlineData("shut/k%00")]
    [InlineData("shut/k%20")]
    [InlineData("shut/k;open/k")]
    [InlineData("SHUT/k")]
    public async Task No_other_spelling_of_a_key_leads_past_a_policy(string target)
    {
        await PutAsync("shut/k", Utf8(Secret));
        await AllowEverybodyAsync("open/*");
        var answer = await AskAsync(target);
        Assert.InRange(answer.Status, 400, 499);
        Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_look_alike_are_different_objects_to_policies_too()
    {
        const string composed = "caf\u00e9";
        const string decomposed = "cafe\u0301";
        await PutAsync(composed, Utf8("for everybody"));
        await AllowEverybodyAsync(composed);
        Assert.Equal(404, (await GetAsync(decomposed)).Status);
        await PutAsync(decomposed, Utf8(Secret));
        Assert.Equal("for everybody", (await AskAsync(Uri.EscapeDataString(composed))).Text);
        Assert.Equal(403, (await AskAsync(Uri.EscapeDataString(decomposed))).Status);
        Assert.Equal("for everybody", (await GetAsync(composed)).Text);
    }

    [Theory]
    [InlineData("X-A: 1\r\n folded: 2")]
    [InlineData("X-A : 1")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Content-Length: 1, 2")]
    [InlineData("Content-Length: -1")]
    public async Task A_head_that_can_be_read_in_two_ways_is_refused(string line)
    {
        var head = $"PUT /{Bucket}/k HTTP/1.1\r\nHost: {Server.Host}\r\n{line}\r\n\r\nx";
        var answer = await WireClient.SendRawAsync(Server.EndPoint, Encoding.ASCII.GetBytes(head));
        Assert.Equal(400, answer.Status);
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Theory]
    [InlineData("[", 8000)]
    [InlineData("{\"Statement\":", 1000)]
    [InlineData("{\"Version\":\"1\",\"Statement\":[{\"Condition\":", 300)]
    public async Task A_policy_of_many_levels_is_refused(string level, int levels)
    {
        var json = Utf8(string.Concat(Enumerable.Repeat(level, levels)));
        var answer = await Server.SendAsync("PUT", Bucket, query: [H("policy", "")], body: json);
        Assert.Equal(400, answer.Status);
    }

    private async Task AllowEverybodyAsync(string keys)
    {
        var json =
            $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "oss:GetObject", "Resource": "acs:oss:*:*:{{Bucket}}/{{keys}}"}]}""";
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, query: [H("policy", "")], body: Utf8(json))).Status);
    }

    private Task<WireResponse> AskAsync(string target, params KeyValuePair<string, string>[] headers) =>
        Server.SendRawAsync("GET", $"/{Bucket}/{target}", headers);
}
