using System.Security.Cryptography;
using Ossa.Protocol.Checksums;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

public sealed class PutObjectTests : ServerTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(1_000_003)]
    public async Task What_is_put_is_what_is_got(int size)
    {
        var body = RandomNumberGenerator.GetBytes(size);
        var put = await PutAsync("k", body);
        var md5 = MD5.HashData(body);
        Assert.Equal(200, put.Status);
        Assert.Equal($"\"{Convert.ToHexString(md5)}\"", put["ETag"]);
        Assert.Equal(Convert.ToBase64String(md5), put["Content-MD5"]);
        Assert.Equal($"{Crc64.Compute(body)}", put["x-oss-hash-crc64ecma"]);
        var got = await GetAsync("k");
        Assert.Equal(body, got.Body);
        Assert.Equal((put["ETag"], put["x-oss-hash-crc64ecma"]), (got["ETag"], got["x-oss-hash-crc64ecma"]));
        Assert.Equal(
            ("Normal", "Standard", "bytes"),
            (got["x-oss-object-type"], got["x-oss-storage-class"], got["Accept-Ranges"])
        );
    }

    [Fact]
    public async Task Every_answer_says_who_gave_it()
    {
        var answer = await PutAsync("k");
        Assert.Equal("AliyunOSS", answer["Server"]);
        Assert.Matches("^[0-9A-F]{24}$", answer["x-oss-request-id"]);
        Assert.Matches("^[0-9]+$", answer["x-oss-server-time"]);
        Assert.Equal("keep-alive", answer["Connection"]);
        Assert.NotNull(answer["Date"]);
    }

    [Fact]
    public async Task Metadata_comes_back_with_the_object_byte_for_byte()
    {
        var author = System.Text.Encoding.Latin1.GetString(Utf8("李雷"));
        await PutAsync(
            "k",
            null,
            H("Content-Type", "text/x-poem; charset=utf-8"),
            H("Cache-Control", "no-cache"),
            H("Content-Disposition", "inline"),
            H("Content-Language", "zh"),
            H("Expires", "Fri, 28 Feb 2031 05:38:42 GMT"),
            H("x-oss-meta-Colour", "Blue")
        );
        var head = await Server.SendAsync("HEAD", Bucket, "k");
        Assert.Equal(
            ("text/x-poem; charset=utf-8", "no-cache", "inline"),
            (head["Content-Type"], head["Cache-Control"], head["Content-Disposition"])
        );
        Assert.Equal(
            ("zh", "Fri, 28 Feb 2031 05:38:42 GMT", "Blue"),
            (head["Content-Language"], head["Expires"], head["x-oss-meta-colour"])
        );
        var target = Server.Presign("PUT", Bucket, "cn", headers: [H("x-oss-meta-author", "李雷")]);
        Assert.Equal(200, (await Server.SendRawAsync("PUT", target, [H("x-oss-meta-author", author)], [1])).Status);
        Assert.Equal(author, (await GetAsync("cn"))["x-oss-meta-author"]);
    }

    [Theory]
    [InlineData("a.html", "text/html")]
    [InlineData("a.PNG", "image/png")]
    [InlineData("a.unknown", "application/octet-stream")]
    [InlineData("noext", "application/octet-stream")]
    public async Task A_content_type_that_nobody_stated_is_guessed_from_the_key(string key, string type)
    {
        await PutAsync(key);
        Assert.Equal(type, (await GetAsync(key))["Content-Type"]);
    }

    [Fact]
    public async Task Put_with_wrong_md5_answers_InvalidDigest_and_leaves_nothing()
    {
        var md5 = Convert.ToBase64String(MD5.HashData([9, 9, 9]));
        AssertRefused(await PutAsync("k", null, H("Content-MD5", md5)), 400, "InvalidDigest", "0017-00000503");
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Theory]
    [InlineData("bm90IHNpeHRlZW4=", "0017-00000502")]
    [InlineData("ZGEzOWEzZWU1ZTZiNGIwZDMyNTViZmVmOTU2MDE4OTA=", "0017-00000503")]
    public async Task Put_with_a_digest_of_the_wrong_length_is_refused(string md5, string ec) =>
        AssertRefused(await PutAsync("k", null, H("Content-MD5", md5)), 400, "InvalidDigest", ec);

    [Fact]
    public async Task Put_with_the_right_md5_is_taken()
    {
        var md5 = Convert.ToBase64String(MD5.HashData([1, 2, 3]));
        Assert.Equal(200, (await PutAsync("k", [1, 2, 3], H("Content-MD5", md5))).Status);
    }

    [Fact]
    public async Task Put_with_wrong_crc64_is_refused_and_leaves_nothing()
    {
        Assert.Equal(400, (await PutAsync("k", null, H("x-oss-hash-crc64ecma", "12345"))).Status);
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task Forbid_overwrite_keeps_the_first_object()
    {
        Assert.Equal(200, (await PutAsync("k", [1], H("x-oss-forbid-overwrite", "true"))).Status);
        var second = await PutAsync("k", [2], H("x-oss-forbid-overwrite", "true"));
        AssertRefused(second, 409, "FileAlreadyExists", "0026-00000002");
        Assert.Equal([1], (await GetAsync("k")).Body);
        Assert.Equal(200, (await PutAsync("k", [3])).Status);
    }

    [Fact]
    public async Task Of_many_writers_that_forbid_overwriting_one_wins()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => PutAsync("k", [(byte)i], H("x-oss-forbid-overwrite", "true")))
        );
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(15, answers.Count(answer => answer.Status == 409 && answer.Code == "FileAlreadyExists"));
    }

    [Fact]
    public async Task Chunked_bodies_need_no_length()
    {
        var target = Server.Presign("PUT", Bucket, "chunked");
        var body = Utf8("5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n");
        Assert.Equal(200, (await Server.SendRawAsync("PUT", target, [H("Transfer-Encoding", "chunked")], body)).Status);
        Assert.Equal("hello, world", (await GetAsync("chunked")).Text);
    }

    [Fact]
    public async Task Without_a_length_a_put_is_refused()
    {
        var target = Server.Presign("PUT", Bucket, "k");
        AssertRefused(await Server.SendRawAsync("PUT", target), 411, "MissingContentLength", "0017-00000101");
    }

    [Fact]
    public async Task A_body_above_five_gibibytes_is_refused_before_it_is_sent()
    {
        var target = Server.Presign("PUT", Bucket, "k");
        var answer = await Server.SendRawAsync("PUT", target, [H("Content-Length", $"{(5L << 30) + 1}")]);
        Assert.Equal((400, "EntityTooLarge"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_body_that_stalls_is_refused_and_leaves_nothing()
    {
        var target = Server.Presign("PUT", Bucket, "k");
        var answer = await Server.SendRawAsync("PUT", target, [H("Content-Length", "100")], Utf8("only this"));
        Assert.Equal((400, "RequestTimeout"), (answer.Status, answer.Code));
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task User_metadata_above_eight_kibibytes_is_refused() =>
        Assert.Equal(400, (await PutAsync("k", null, H("x-oss-meta-big", new string('x', 8200)))).Status);

    [Theory]
    [InlineData("x-oss-server-side-encryption-customer-algorithm", "AES256")]
    [InlineData("x-oss-callback", "e30=")]
    public async Task What_is_not_there_yet_is_refused_rather_than_ignored(string header, string value)
    {
        var answer = await PutAsync("k", null, H(header, value));
        Assert.Equal("NotImplemented", answer.Code);
        Assert.Equal(header, answer.Element("Header"));
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Theory]
    [InlineData("callback")]
    [InlineData("callback-var")]
    public async Task A_callback_in_the_query_is_refused_rather_than_ignored(string name)
    {
        var answer = await Server.SendAsync("PUT", Bucket, "k", [H(name, "e30=")], body: [1]);
        Assert.Equal(("NotImplemented", name), (answer.Code, answer.Element("Header")));
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Theory]
    [InlineData("qos")]
    [InlineData("qosInfo")]
    [InlineData("requesterQosInfo")]
    [InlineData("responseHeader")]
    [InlineData("policy&comp=callback")]
    public async Task A_sub_resource_of_buckets_that_is_still_to_come_is_refused_rather_than_taken_for_the_bucket(
        string subResource
    )
    {
        KeyValuePair<string, string>[] query =
        [
            .. subResource
                .Split('&')
                .Select(part => part.Split('='))
                .Select(part => H(part[0], part.ElementAtOrDefault(1) ?? "")),
        ];
        Assert.Equal(501, (await Server.SendAsync("GET", Bucket, query: query)).Status);
        Assert.Equal(501, (await Server.SendAsync("PUT", Bucket, query: query, body: Utf8("<x/>"))).Status);
        if (subResource != "qos")
        {
            Assert.Equal(501, (await Server.SendAsync("DELETE", Bucket, query: query)).Status);
        }

        Assert.Equal(200, (await Server.SendAsync("GET", Bucket)).Status);
    }

    [Fact]
    public async Task Overwriting_frees_what_was_there()
    {
        await PutAsync("k", new byte[100_000]);
        await PutAsync("k", new byte[200_000]);
        await Server.SendAsync("DELETE", Bucket, "k");
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket)).Status);
    }
}
