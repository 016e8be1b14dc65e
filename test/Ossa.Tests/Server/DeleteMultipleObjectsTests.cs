using System.Security.Cryptography;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

public sealed class DeleteMultipleObjectsTests : ServerTest
{
    [Fact]
    public async Task The_named_objects_go_and_are_named()
    {
        await PutAsync("a");
        await PutAsync("b & <c>");
        await PutAsync("stays");
        var answer = await DeleteAsync(
            "<Delete><Object><Key>a</Key></Object><Object><Key>b &amp; &lt;c&gt;</Key></Object><Object><Key>never</Key></Object></Delete>"
        );
        Assert.Equal(["a", "b & <c>", "never"], answer.Xml.Descendants("Key").Select(key => key.Value));
        Assert.Equal(404, (await GetAsync("a")).Status);
        Assert.Equal(404, (await GetAsync("b & <c>")).Status);
        Assert.Equal(200, (await GetAsync("stays")).Status);
    }

    [Fact]
    public async Task Quiet_deletes_without_a_word()
    {
        await PutAsync("a");
        var answer = await DeleteAsync("<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object></Delete>");
        Assert.Equal((200, 0), (answer.Status, answer.Body.Length));
        Assert.Equal(404, (await GetAsync("a")).Status);
    }

    [Fact]
    public async Task Keys_with_control_characters_can_be_named()
    {
        await PutAsync("a\u0001b");
        var answer = await DeleteAsync(
            "<Delete><Object><Key>a&#1;b</Key></Object></Delete>",
            H("encoding-type", "url")
        );
        Assert.Equal("a%01b", answer.Xml.Descendants("Key").Single().Value);
        Assert.Equal(404, (await GetAsync("a\u0001b")).Status);
    }

    [Theory]
    [InlineData("<Delete><Object><Key>a</Key></Object>", "0016-00000608")]
    [InlineData("<Other/>", "0016-00000608")]
    [InlineData("<Delete></Delete>", "0016-00000615")]
    [InlineData("<Delete><Object></Object></Delete>", "0016-00000613")]
    public async Task Bad_documents_delete_nothing(string xml, string ec)
    {
        await PutAsync("a");
        AssertRefused(await DeleteAsync(xml), 400, "MalformedXML", ec);
        Assert.Equal(200, (await GetAsync("a")).Status);
    }

    [Fact]
    public async Task More_than_a_thousand_are_refused()
    {
        var objects = string.Concat(Enumerable.Range(0, 1001).Select(i => $"<Object><Key>k{i}</Key></Object>"));
        AssertRefused(await DeleteAsync($"<Delete>{objects}</Delete>"), 400, "MalformedXML", "0016-00000609");
    }

    [Fact]
    public async Task The_digest_must_be_there_and_right()
    {
        await PutAsync("a");
        var body = Utf8("<Delete><Object><Key>a</Key></Object></Delete>");
        Assert.Equal(400, (await Server.SendAsync("POST", Bucket, query: [H("delete", "")], body: body)).Status);
        var wrong = Convert.ToBase64String(MD5.HashData([1]));
        var answer = await Server.SendAsync(
            "POST",
            Bucket,
            query: [H("delete", "")],
            headers: [H("Content-MD5", wrong)],
            body: body
        );
        Assert.Equal((400, "InvalidDigest"), (answer.Status, answer.Code));
        Assert.Equal(200, (await GetAsync("a")).Status);
    }

    [Fact]
    public async Task Nobody_deletes_more_than_each_list_lets_them()
    {
        await PutAsync("open", [1], H("x-oss-object-acl", "public-read-write"));
        await PutAsync("shut");
        var both = "<Delete><Object><Key>open</Key></Object><Object><Key>shut</Key></Object></Delete>";
        AssertRefused(await DeleteUnsignedAsync(both), 403, "AccessDenied", "0016-00000616");
        Assert.Equal(200, (await GetAsync("open")).Status);
        Assert.Equal(200, (await DeleteUnsignedAsync("<Delete><Object><Key>open</Key></Object></Delete>")).Status);
        Assert.Equal(404, (await GetAsync("open")).Status);
        Assert.Equal(200, (await GetAsync("shut")).Status);
    }

    [Fact]
    public async Task A_denial_of_one_keeps_all_of_them()
    {
        await PutAsync("a");
        await PutAsync("kept/b");
        var policy =
            $$"""{"Version": "1", "Statement": [{"Effect": "Deny", "Principal": "{{Server.Engine.AccountId}}", "Action": "oss:DeleteObject", "Resource": "acs:oss:*:*:{{Bucket}}/kept/*"}]}""";
        await Server.SendAsync("PUT", Bucket, query: [H("policy", "")], body: Utf8(policy));
        var answer = await DeleteAsync(
            "<Delete><Object><Key>a</Key></Object><Object><Key>kept/b</Key></Object></Delete>"
        );
        AssertRefused(answer, 403, "AccessDenied", "0003-00000204");
        Assert.Equal(200, (await GetAsync("a")).Status);
    }

    private Task<WireResponse> DeleteUnsignedAsync(string xml)
    {
        var body = Utf8(xml);
        var digest = Convert.ToBase64String(MD5.HashData(body));
        return Server.SendRawAsync("POST", $"/{Bucket}?delete", [H("Content-MD5", digest)], body);
    }

    private Task<WireResponse> DeleteAsync(string xml, params KeyValuePair<string, string>[] query)
    {
        var body = Utf8(xml);
        return Server.SendAsync(
            "POST",
            Bucket,
            query: [H("delete", ""), .. query],
            headers: [H("Content-MD5", Convert.ToBase64String(MD5.HashData(body)))],
            body: body
        );
    }
}
