using Ossa.Protocol.Checksums;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Multipart;

public sealed class UploadPartCopyTests : MultipartServerTest
{
    private const string Source = "/test-bucket/source";

    private static readonly byte[] Content = Bytes(250_000, 7);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync("source", Content);
    }

    [Fact]
    public async Task A_whole_object_becomes_a_part()
    {
        var upload = await InitiateAsync("k");
        var answer = await CopyPartAsync(upload);
        Assert.Equal((200, "application/xml"), (answer.Status, answer["Content-Type"]));
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CopyPartResult>"
                + $"<LastModified>{Now}</LastModified><ETag>\"{Md5(Content)}\"</ETag></CopyPartResult>",
            answer.Text
        );
        Assert.Equal($"{Crc64.Compute(Content)}", answer["x-oss-hash-crc64ecma"]);
        Assert.Equal($"\"{Md5(Content)}\"", answer["ETag"]);
        Assert.Equal((null, null), (answer["Content-Range"], answer["x-oss-copy-source-version-id"]));
    }

    [Fact]
    public async Task Ranges_of_an_object_become_an_object()
    {
        var upload = await InitiateAsync("k");
        var second = await CopyPartAsync(upload, 2, range: "bytes=0-9");
        var first = await CopyPartAsync(upload, 1, range: "bytes=100000-249999");
        Assert.Equal("bytes 100000-249999/250000", first["Content-Range"]);
        await CompleteAsync("k", upload, (1, first.Element("ETag")!), (2, second.Element("ETag")!));
        await Server.SendAsync("DELETE", Bucket, "source");
        await Server.Engine.Collector.CollectAllAsync(CancellationToken.None);
        Assert.Equal((byte[])[.. Content[100_000..], .. Content[..10]], (await GetAsync("k")).Body);
    }

    [Theory]
    [InlineData("0-9")]
    [InlineData("bytes=5")]
    [InlineData("bytes=9-1")]
    [InlineData("bytes=-5")]
    [InlineData("bytes=5-")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=0-1,3-4")]
    public async Task A_range_that_is_none_counts_as_not_said(string range)
    {
        var answer = await CopyPartAsync(await InitiateAsync("k"), range: range);
        Assert.Equal((200, $"\"{Md5(Content)}\""), (answer.Status, answer.Element("ETag")));
        Assert.Null(answer["Content-Range"]);
    }

    [Theory]
    [InlineData("bytes=0-250000")]
    [InlineData("bytes=250000-250000")]
    [InlineData("bytes=300000-400000")]
    public async Task A_range_beyond_the_end_is_refused(string range)
    {
        var upload = await InitiateAsync("k");
        AssertRefused(await CopyPartAsync(upload, range: range), 400, "InvalidArgument", "0042-00000306");
        await AssertPartsAsync("k", upload);
    }

    [Theory]
    [InlineData("", 400, "InvalidArgument", "0042-00000302")]
    [InlineData("test-bucket/source", 400, "InvalidArgument", "0042-00000301")]
    [InlineData("/test-bucket/", 400, "InvalidArgument", "0042-00000301")]
    [InlineData("/test-bucket/source?other=1", 400, "InvalidArgument", "0016-00000304")]
    [InlineData("/test-bucket/source?versionId=", 400, "InvalidArgument", "0016-00000305")]
    [InlineData("/test-bucket/source?versionId=xyz", 400, "InvalidArgument", "0012-00000202")]
    [InlineData("/test-bucket/source?versionId=0123456789ABCDEF", 404, "NoSuchVersion", "0026-00000001")]
    [InlineData("/test-bucket/missing", 404, "NoSuchKey", "0026-00000001")]
    [InlineData("/missing-bucket/source", 404, "NoSuchBucket", "0015-00000101")]
    public async Task A_source_that_is_none_is_refused(string source, int status, string code, string? ec)
    {
        var upload = await InitiateAsync("k");
        AssertRefused(await CopyPartAsync(upload, source: source), status, code, ec);
        await AssertPartsAsync("k", upload);
    }

    [Fact]
    public async Task An_upload_that_is_not_there_is_refused() =>
        AssertRefused(await CopyPartAsync(UnknownUpload), 404, "NoSuchUpload", "0042-00000311");

    [Fact]
    public async Task Conditions_on_the_source_count()
    {
        var upload = await InitiateAsync("k");
        var etag = (await GetAsync("source"))["ETag"]!;
        Assert.Equal(412, (await CopyPartAsync(upload, headers: H("x-oss-copy-source-if-match", "\"x\""))).Status);
        Assert.Equal(304, (await CopyPartAsync(upload, headers: H("x-oss-copy-source-if-none-match", etag))).Status);
        await AssertPartsAsync("k", upload);
        Assert.Equal(200, (await CopyPartAsync(upload, headers: H("x-oss-copy-source-if-match", etag))).Status);
    }

    private Task<WireResponse> CopyPartAsync(
        string upload,
        int number = 1,
        string source = Source,
        string? range = null,
        params KeyValuePair<string, string>[] headers
    ) =>
        UploadAsync(
            "k",
            upload,
            $"{number}",
            [],
            [
                .. headers,
                H("x-oss-copy-source", source),
                .. range is null ? [] : (KeyValuePair<string, string>[])[H("x-oss-copy-source-range", range)],
            ]
        );
}
