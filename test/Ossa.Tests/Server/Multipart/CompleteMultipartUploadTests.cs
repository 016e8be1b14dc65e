using Ossa.Protocol.Checksums;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Multipart;

public sealed class CompleteMultipartUploadTests : MultipartServerTest
{
    private static readonly byte[] First = Bytes(MinPartBytes, 7);
    private static readonly byte[] Second = Bytes(MinPartBytes + 1, 11);
    private static readonly byte[] Last = [1, 2, 3];

    [Fact]
    public async Task The_object_is_its_parts_in_order()
    {
        var upload = await InitiateAsync("目录/a+b c.bin", H("Content-Type", "x/y"), H("x-oss-meta-a", "1"));
        const string key = "目录/a+b c.bin";
        var third = await PartAsync(key, upload, 300, Last);
        var second = await PartAsync(key, upload, 20, Second);
        var first = await PartAsync(key, upload, 1, First);
        var answer = await CompleteAsync(key, upload, first, second, third);
        var whole = (byte[])[.. First, .. Second, .. Last];
        var etag = EtagOf(First, Second, Last);
        Assert.Equal((200, "application/xml"), (answer.Status, answer["Content-Type"]));
        Assert.Equal($"{Crc64.Compute(whole)}", answer["x-oss-hash-crc64ecma"]);
        Assert.Equal(($"\"{etag}\"", null), (answer["ETag"], answer["x-oss-version-id"]));
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CompleteMultipartUploadResult>"
                + $"<Location>http://{Server.Host}/{Bucket}/%E7%9B%AE%E5%BD%95/a%2Bb%20c.bin</Location>"
                + $"<Bucket>{Bucket}</Bucket><Key>{key}</Key><ETag>\"{etag}\"</ETag></CompleteMultipartUploadResult>",
            answer.Text
        );
        var got = await GetAsync(key);
        Assert.Equal(whole, got.Body);
        Assert.Equal(($"\"{etag}\"", "Multipart"), (got["ETag"], got["x-oss-object-type"]));
        Assert.Equal(("x/y", "1"), (got["Content-Type"], got["x-oss-meta-a"]));
        Assert.Equal(answer["x-oss-hash-crc64ecma"], got["x-oss-hash-crc64ecma"]);
        Assert.Equal((null, null), (got["Content-MD5"], got["x-oss-next-append-position"]));
    }

    [Fact]
    public async Task Parts_that_are_not_named_are_left_out_and_freed()
    {
        var upload = await InitiateAsync("k");
        await PartAsync("k", upload, 1, First);
        var second = await PartAsync("k", upload, 2, Second);
        Assert.Equal(200, (await CompleteAsync("k", upload, second)).Status);
        await Server.Engine.Collector.CollectAllAsync(CancellationToken.None);
        Assert.Equal(Second, (await GetAsync("k")).Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<CompleteMultipartUpload/>")]
    [InlineData("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>")]
    [InlineData("<CompleteMultipartUpload><Part><ETag>\"A\"</ETag></Part></CompleteMultipartUpload>")]
    [InlineData(
        "<CompleteMultipartUpload><Part><PartNumber>one</PartNumber><ETag>A</ETag></Part></CompleteMultipartUpload>"
    )]
    [InlineData("<Other><Part><PartNumber>1</PartNumber><ETag>A</ETag></Part></Other>")]
    [InlineData(
        "<!DOCTYPE a><CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>A</ETag></Part></CompleteMultipartUpload>"
    )]
    public async Task A_document_that_is_none_completes_nothing(string xml)
    {
        var upload = await InitiateAsync("k");
        await PartAsync("k", upload, 1, Last);
        AssertRefused(await CompleteAsync("k", upload, Utf8(xml)), 400, "MalformedXML", "0042-00000205");
        await AssertUnchangedAsync(upload, 1);
    }

    [Fact]
    public async Task Parts_in_the_wrong_order_or_twice_complete_nothing()
    {
        var upload = await InitiateAsync("k");
        var first = await PartAsync("k", upload, 1, First);
        var second = await PartAsync("k", upload, 2, Last);
        AssertRefused(await CompleteAsync("k", upload, second, first), 400, "InvalidPartOrder", "0042-00000209");
        AssertRefused(await CompleteAsync("k", upload, first, first), 400, "InvalidPartOrder", "0042-00000209");
        await AssertUnchangedAsync(upload, 1, 2);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10001)]
    public async Task A_part_that_was_not_uploaded_completes_nothing(int number)
    {
        var upload = await InitiateAsync("k");
        var (_, etag) = await PartAsync("k", upload, 1, Last);
        var answer = await CompleteAsync("k", upload, (number, etag));
        AssertRefused(answer, 400, "InvalidPart", null);
        Assert.Equal(($"{number}", etag), (answer.Element("PartNumber"), answer.Element("ETag")));
        await AssertUnchangedAsync(upload, 1);
    }

    [Fact]
    public async Task A_part_with_another_tag_completes_nothing()
    {
        var upload = await InitiateAsync("k");
        await PartAsync("k", upload, 1, Last);
        var answer = await CompleteAsync("k", upload, (1, $"\"{Md5(First)}\""));
        AssertRefused(answer, 400, "InvalidPart", null);
        await AssertUnchangedAsync(upload, 1);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("\"{0}\"")]
    [InlineData("&quot;{0}&quot;")]
    public async Task Tags_come_with_quotes_or_without(string form)
    {
        var upload = await InitiateAsync("k");
        var (_, etag) = await PartAsync("k", upload, 1, Last);
        var text = form.Replace("{0}", etag.Trim('"').ToLowerInvariant(), StringComparison.Ordinal);
        Assert.Equal(200, (await CompleteAsync("k", upload, (1, text))).Status);
    }

    [Fact]
    public async Task A_small_part_that_is_not_the_last_completes_nothing()
    {
        var upload = await InitiateAsync("k");
        var first = await PartAsync("k", upload, 1, First[1..]);
        var second = await PartAsync("k", upload, 2, Last);
        var answer = await CompleteAsync("k", upload, first, second);
        AssertRefused(answer, 400, "EntityTooSmall", "0042-00000213");
        Assert.Equal(
            ($"{MinPartBytes}", $"{MinPartBytes - 1}", "1"),
            (answer.Element("MinSizeAllowed"), answer.Element("ProposedSize"), answer.Element("PartNumber"))
        );
        await AssertUnchangedAsync(upload, 1, 2);
    }

    [Fact]
    public async Task A_refused_completion_leaves_the_object_that_was_there()
    {
        await PutAsync("k", [9]);
        var upload = await InitiateAsync("k");
        await PartAsync("k", upload, 1, Last);
        await CompleteAsync("k", upload, (7, "\"A\""));
        Assert.Equal([9], (await GetAsync("k")).Body);
        await AssertPartsAsync("k", upload, 1);
    }

    [Fact]
    public async Task An_upload_that_is_not_there_is_not_completed()
    {
        var answer = await CompleteAsync("k", UnknownUpload, (1, "\"A\""));
        AssertRefused(answer, 404, "NoSuchUpload", null);
        Assert.Equal(UnknownUpload, answer.Element("UploadId"));
    }

    [Fact]
    public async Task The_second_completion_finds_no_upload_and_changes_nothing()
    {
        var upload = await InitiateAsync("k");
        var part = await PartAsync("k", upload, 1, Last);
        Assert.Equal(200, (await CompleteAsync("k", upload, part)).Status);
        AssertRefused(await CompleteAsync("k", upload, part), 404, "NoSuchUpload", null);
        AssertRefused(await AbortAsync("k", upload), 404, "NoSuchUpload", "0042-00000002");
        Assert.Equal(Last, (await GetAsync("k")).Body);
    }

    [Fact]
    public async Task Of_many_that_end_an_upload_at_once_one_does()
    {
        var upload = await InitiateAsync("k");
        var part = await PartAsync("k", upload, 1, Last);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => i % 2 == 0 ? CompleteAsync("k", upload, part) : AbortAsync("k", upload))
        );
        var winner = Assert.Single(answers, answer => answer.Status < 300);
        Assert.All(answers.Where(answer => answer != winner), answer => Assert.Equal("NoSuchUpload", answer.Code));
        await Server.Engine.Collector.CollectAllAsync(CancellationToken.None);
        var got = await GetAsync("k");
        Assert.Equal(winner.Status == 200 ? (200, Last.Length) : (404, got.Body.Length), (got.Status, got.Body.Length));
        Assert.Equal(winner.Status == 200 ? Last : got.Body, got.Body);
    }

    [Fact]
    public async Task All_parts_are_completed_on_request()
    {
        var upload = await InitiateAsync("k");
        await PartAsync("k", upload, 5, Last);
        await PartAsync("k", upload, 2, First);
        var answer = await CompleteAsync("k", upload, [], H("x-oss-complete-all", "yes"));
        Assert.Equal((200, $"\"{EtagOf(First, Last)}\""), (answer.Status, answer.Element("ETag")));
        Assert.Equal((byte[])[.. First, .. Last], (await GetAsync("k")).Body);
    }

    [Fact]
    public async Task All_parts_and_a_list_of_them_are_too_much()
    {
        var upload = await InitiateAsync("k");
        var part = await PartAsync("k", upload, 1, Last);
        var answer = await CompleteAsync("k", upload, Utf8(Document(part)), H("x-oss-complete-all", "yes"));
        AssertRefused(answer, 400, "InvalidArgument", "0042-00000216");
        Assert.Equal(("x-oss-complete-all", "yes"), (answer.Element("ArgumentName"), answer.Element("ArgumentValue")));
        var other = await CompleteAsync("k", upload, [], H("x-oss-complete-all", "no"));
        Assert.Equal((400, "InvalidArgument"), (other.Status, other.Code));
        await AssertUnchangedAsync(upload, 1);
    }

    [Fact]
    public async Task All_of_no_parts_is_no_object()
    {
        var upload = await InitiateAsync("k");
        var answer = await CompleteAsync("k", upload, [], H("x-oss-complete-all", "yes"));
        AssertRefused(answer, 400, "InvalidPart", null);
        await AssertUnchangedAsync(upload);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_object_that_came_meanwhile_and_must_stay_stays(bool saidAtTheStart)
    {
        var forbid = H("x-oss-forbid-overwrite", "true");
        var upload = saidAtTheStart ? await InitiateAsync("k", forbid) : await InitiateAsync("k");
        var part = await PartAsync("k", upload, 1, Last);
        await PutAsync("k", [9]);
        var answer = saidAtTheStart
            ? await CompleteAsync("k", upload, part)
            : await CompleteAsync("k", upload, Utf8(Document(part)), forbid);
        AssertRefused(answer, 409, "FileAlreadyExists", "0026-00000002");
        Assert.Equal([9], (await GetAsync("k")).Body);
        await AssertPartsAsync("k", upload, 1);
    }

    [Fact]
    public async Task The_list_of_the_completion_counts_over_that_of_the_start()
    {
        var upload = await InitiateAsync("k", H("x-oss-object-acl", "public-read"));
        var part = await PartAsync("k", upload, 1, Last);
        await CompleteAsync("k", upload, Utf8(Document(part)), H("x-oss-object-acl", "private"));
        var acl = await Server.SendAsync("GET", Bucket, "k", [H("acl", "")]);
        Assert.Equal("private", acl.Xml.Descendants("Grant").Single().Value);
    }

    [Fact]
    public async Task A_callback_is_refused_by_name()
    {
        var upload = await InitiateAsync("k");
        var part = await PartAsync("k", upload, 1, Last);
        var answer = await CompleteAsync("k", upload, Utf8(Document(part)), H("x-oss-callback", "e30="));
        Assert.Equal(("NotImplemented", "x-oss-callback"), (answer.Code, answer.Element("Header")));
        await AssertUnchangedAsync(upload, 1);
    }

    [Fact]
    public async Task A_damaged_document_completes_nothing()
    {
        var upload = await InitiateAsync("k");
        var part = await PartAsync("k", upload, 1, Last);
        var md5 = Convert.ToBase64String(System.Security.Cryptography.MD5.HashData([1]));
        var answer = await CompleteAsync("k", upload, Utf8(Document(part)), H("Content-MD5", md5));
        Assert.Equal((400, "InvalidDigest"), (answer.Status, answer.Code));
        await AssertUnchangedAsync(upload, 1);
    }

    [Fact]
    public async Task The_key_is_encoded_where_asked_for_and_the_location_always()
    {
        const string key = "a b/中";
        var upload = await InitiateAsync(key);
        var part = await PartAsync(key, upload, 1, Last);
        var query = (KeyValuePair<string, string>[])[H("uploadId", upload), H("encoding-type", "url")];
        var answer = await Server.SendAsync("POST", Bucket, key, query, body: Utf8(Document(part)));
        Assert.Equal(("url", "a%20b%2F%E4%B8%AD"), (answer.Element("EncodingType"), answer.Element("Key")));
        Assert.Equal($"http://{Server.Host}/{Bucket}/a%20b/%E4%B8%AD", answer.Element("Location"));
    }

    [Fact]
    public async Task Ranges_cross_the_borders_of_parts()
    {
        var upload = await InitiateAsync("k");
        var first = await PartAsync("k", upload, 1, First);
        var second = await PartAsync("k", upload, 2, Second);
        var third = await PartAsync("k", upload, 3, Last);
        await CompleteAsync("k", upload, first, second, third);
        var whole = (byte[])[.. First, .. Second, .. Last];
        (int From, int To)[] ranges =
        [
            (0, 0),
            (First.Length - 1, First.Length),
            (First.Length, First.Length + Second.Length - 1),
            (First.Length - 5, whole.Length - 2),
            (whole.Length - 4, whole.Length - 1),
        ];
        foreach (var (from, to) in ranges)
        {
            var got = await GetAsync("k", H("Range", $"bytes={from}-{to}"));
            Assert.Equal((206, $"bytes {from}-{to}/{whole.Length}"), (got.Status, got["Content-Range"]));
            Assert.Equal(whole[from..(to + 1)], got.Body);
        }

        var etag = (await Server.SendAsync("HEAD", Bucket, "k"))["ETag"]!;
        Assert.Equal(304, (await GetAsync("k", H("If-None-Match", etag))).Status);
        Assert.Equal(200, (await GetAsync("k", H("If-Match", etag))).Status);
        Assert.Equal(412, (await GetAsync("k", H("If-Match", $"\"{Md5(whole)}\""))).Status);
        Assert.Equal($"{whole.Length}", (await Server.SendAsync("HEAD", Bucket, "k"))["Content-Length"]);
    }

    [Fact]
    public async Task An_object_lies_beside_one_that_has_its_name_as_a_folder()
    {
        await PutAsync("dir/", []);
        await PutAsync("dir/inside", [1]);
        var upload = await InitiateAsync("dir");
        Assert.Equal(200, (await CompleteAsync("dir", upload, await PartAsync("dir", upload, 1, Last))).Status);
        Assert.Equal(Last, (await GetAsync("dir")).Body);
        Assert.Empty((await GetAsync("dir/")).Body);
        Assert.Equal([1], (await GetAsync("dir/inside")).Body);
    }

    private async Task AssertUnchangedAsync(string upload, params int[] parts)
    {
        await AssertPartsAsync("k", upload, parts);
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    private static string EtagOf(params byte[][] parts)
    {
        var digests = parts.SelectMany(System.Security.Cryptography.MD5.HashData).ToArray();
        return $"{Md5(digests)}-{parts.Length}";
    }
}
