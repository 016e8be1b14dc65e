using System.Security.Cryptography;
using Ossa.Protocol.Checksums;
using Xunit;

namespace Ossa.Tests.Server.Multipart;

public sealed class UploadPartTests : MultipartServerTest
{
    [Fact]
    public async Task Initiating_answers_with_the_uploads_id_and_makes_no_object()
    {
        var answer = await Server.SendAsync("POST", Bucket, "a & b", [H("uploads", "")], body: []);
        Assert.Equal((200, "application/xml"), (answer.Status, answer["Content-Type"]));
        Assert.Matches("^[0-9A-F]{32}$", answer.Element("UploadId"));
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<InitiateMultipartUploadResult><Bucket>test-bucket</Bucket>"
                + $"<Key>a &amp; b</Key><UploadId>{answer.Element("UploadId")}</UploadId></InitiateMultipartUploadResult>",
            answer.Text
        );
        Assert.Equal(404, (await GetAsync("a & b")).Status);
    }

    [Fact]
    public async Task Initiating_encodes_the_key_where_asked_to()
    {
        var query = (KeyValuePair<string, string>[])[H("uploads", ""), H("encoding-type", "url")];
        var answer = await Server.SendAsync("POST", Bucket, "a b/中", query, body: []);
        Assert.Equal(("url", "a%20b%2F%E4%B8%AD"), (answer.Element("EncodingType"), answer.Element("Key")));
        var other = (KeyValuePair<string, string>[])[H("uploads", ""), H("encoding-type", "hex")];
        Assert.Equal(400, (await Server.SendAsync("POST", Bucket, "k", other, body: [])).Status);
    }

    [Theory]
    [InlineData("x-oss-storage-class", "Warm", "InvalidArgument")]
    [InlineData("x-oss-object-acl", "open", "InvalidArgument")]
    [InlineData("x-oss-forbid-overwrite", "maybe", "InvalidArgument")]
    [InlineData("x-oss-server-side-encryption", "SM4", "NotImplemented")]
    [InlineData("x-oss-callback", "e30=", "NotImplemented")]
    public async Task Initiating_with_a_header_that_cannot_be_kept_begins_nothing(
        string name,
        string value,
        string code
    )
    {
        var answer = await Server.SendAsync("POST", Bucket, "k", [H("uploads", "")], [H(name, value)], []);
        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.Empty((await Server.SendAsync("GET", Bucket, query: [H("uploads", "")])).Xml.Elements("Upload"));
    }

    [Fact]
    public async Task Initiating_over_an_object_that_must_stay_is_refused()
    {
        await PutAsync("k", [1]);
        var headers = (KeyValuePair<string, string>[])[H("x-oss-forbid-overwrite", "true")];
        var answer = await Server.SendAsync("POST", Bucket, "k", [H("uploads", "")], headers, []);
        AssertRefused(answer, 409, "FileAlreadyExists", "0026-00000002");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_001)]
    public async Task A_part_answers_with_its_checksums(int size)
    {
        var body = Bytes(size, 7);
        var answer = await UploadAsync("k", await InitiateAsync("k"), "1", body);
        Assert.Equal((200, "0", 0), (answer.Status, answer["Content-Length"], answer.Body.Length));
        Assert.Equal($"\"{Md5(body)}\"", answer["ETag"]);
        Assert.Equal(Convert.ToBase64String(MD5.HashData(body)), answer["Content-MD5"]);
        Assert.Equal($"{Crc64.Compute(body)}", answer["x-oss-hash-crc64ecma"]);
        Assert.Null(answer["x-oss-version-id"]);
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.0")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    public async Task A_part_number_out_of_range_is_refused(string number)
    {
        var upload = await InitiateAsync("k");
        var answer = await UploadAsync("k", upload, number, [1]);
        AssertRefused(answer, 400, "InvalidArgument", "0017-00000220");
        Assert.Equal(("PartNumber", number), (answer.Element("ArgumentName"), answer.Element("ArgumentValue")));
        await AssertPartsAsync("k", upload);
    }

    [Fact]
    public async Task A_part_without_a_number_is_refused()
    {
        var upload = await InitiateAsync("k");
        var answer = await Server.SendAsync("PUT", Bucket, "k", [H("uploadId", upload)], body: [1]);
        AssertRefused(answer, 400, "InvalidArgument", "0017-00000219");
        Assert.Equal(("ResourceType", "partNumber"), (answer.Element("ArgumentName"), answer.Element("ArgumentValue")));
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task A_part_whose_upload_was_forgotten_does_not_become_the_object()
    {
        await PutAsync("source");
        var query = (KeyValuePair<string, string>[])[H("partNumber", "1")];
        AssertRefused(
            await Server.SendAsync("PUT", Bucket, "k", query, body: [1]),
            404,
            "NoSuchUpload",
            "0017-00000244"
        );
        var source = H("x-oss-copy-source", $"/{Bucket}/source");
        AssertRefused(
            await Server.SendAsync("PUT", Bucket, "k", query, [source], []),
            404,
            "NoSuchUpload",
            "0017-00000244"
        );
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789ABCDEF0123456789ABCDE")]
    [InlineData("../0123456789ABCDEF0123456789ABC")]
    public async Task An_id_that_cannot_be_one_is_refused_by_every_operation(string upload)
    {
        (string Method, KeyValuePair<string, string>[] Query)[] requests =
        [
            ("PUT", [H("partNumber", "1")]),
            ("POST", []),
            ("DELETE", []),
            ("GET", []),
        ];
        foreach (var (method, query) in requests)
        {
            var answer = await Server.SendAsync(method, Bucket, "k", [.. query, H("uploadId", upload)], body: []);
            AssertRefused(answer, 404, "NoSuchUpload", "0017-00000244");
            Assert.Equal(upload, answer.Element("UploadId"));
        }
    }

    [Fact]
    public async Task A_part_of_an_upload_that_is_not_there_is_refused()
    {
        var answer = await UploadAsync("k", UnknownUpload, "1", [1]);
        AssertRefused(answer, 404, "NoSuchUpload", "0042-00000104");
        Assert.Equal(UnknownUpload, answer.Element("UploadId"));
    }

    [Fact]
    public async Task An_upload_belongs_to_its_key()
    {
        var upload = await InitiateAsync("k");
        AssertRefused(await UploadAsync("other", upload, "1", [1]), 404, "NoSuchUpload", "0042-00000104");
        AssertRefused(await AbortAsync("other", upload), 404, "NoSuchUpload", "0042-00000002");
        await AssertPartsAsync("k", upload);
    }

    [Fact]
    public async Task A_part_that_arrives_damaged_is_refused_and_the_one_before_it_stays()
    {
        var upload = await InitiateAsync("k");
        await PartAsync("k", upload, 1, [1]);
        var md5 = Convert.ToBase64String(MD5.HashData([9]));
        AssertRefused(
            await UploadAsync("k", upload, "1", [1, 2], H("Content-MD5", md5)),
            400,
            "InvalidDigest",
            "0017-00000503"
        );
        AssertRefused(
            await UploadAsync("k", upload, "1", [1, 2], H("Content-MD5", "bm90IHNpeHRlZW4=")),
            400,
            "InvalidDigest",
            "0017-00000502"
        );
        Assert.Equal(400, (await UploadAsync("k", upload, "1", [1, 2], H("x-oss-hash-crc64ecma", "1"))).Status);
        var part = (await ListPartsAsync("k", upload)).Xml.Elements("Part").Single();
        Assert.Equal(("1", $"\"{Md5([1])}\""), (part.Element("Size")!.Value, part.Element("ETag")!.Value));
    }

    [Fact]
    public async Task A_part_with_the_right_checksums_is_taken()
    {
        byte[] body = [1, 2, 3];
        var upload = await InitiateAsync("k");
        var md5 = H("Content-MD5", Convert.ToBase64String(MD5.HashData(body)));
        var crc = H("x-oss-hash-crc64ecma", $"{Crc64.Compute(body)}");
        Assert.Equal(200, (await UploadAsync("k", upload, "10000", body, md5, crc)).Status);
        await AssertPartsAsync("k", upload, 10000);
    }

    [Fact]
    public async Task A_part_needs_a_length_within_the_limit()
    {
        var upload = await InitiateAsync("k");
        var target = Server.Presign("PUT", Bucket, "k", query: [H("partNumber", "1"), H("uploadId", upload)]);
        AssertRefused(await Server.SendRawAsync("PUT", target), 411, "MissingContentLength", "0017-00000101");
        var answer = await Server.SendRawAsync("PUT", target, [H("Content-Length", $"{(5L << 30) + 1}")]);
        Assert.Equal((400, "EntityTooLarge"), (answer.Status, answer.Code));
        await AssertPartsAsync("k", upload);
    }

    [Fact]
    public async Task A_part_may_come_in_chunks()
    {
        var upload = await InitiateAsync("k");
        var target = Server.Presign("PUT", Bucket, "k", query: [H("partNumber", "1"), H("uploadId", upload)]);
        var body = Utf8("5\r\nhello\r\n0\r\n\r\n");
        var answer = await Server.SendRawAsync("PUT", target, [H("Transfer-Encoding", "chunked")], body);
        Assert.Equal($"\"{Md5(Utf8("hello"))}\"", answer["ETag"]);
    }
}
