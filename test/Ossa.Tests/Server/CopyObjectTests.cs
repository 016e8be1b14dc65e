using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

public sealed class CopyObjectTests : ServerTest
{
    private const string Source = "源/a+b c.bin";

    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync(Source, Content, H("Content-Type", "x/y"), H("x-oss-meta-a", "1"));
    }

    [Fact]
    public async Task A_copy_has_the_bytes_and_the_metadata()
    {
        var answer = await CopyAsync("copy");
        var source = await GetAsync(Source);
        Assert.Equal(200, answer.Status);
        Assert.Equal(source["ETag"], answer.Element("ETag"));
        Assert.NotNull(answer.Element("LastModified"));
        var copy = await GetAsync("copy");
        Assert.Equal(Content, copy.Body);
        Assert.Equal(("x/y", "1"), (copy["Content-Type"], copy["x-oss-meta-a"]));
    }

    [Fact]
    public async Task A_copy_outlives_its_source()
    {
        await CopyAsync("copy");
        await Server.SendAsync("DELETE", Bucket, Source);
        await Server.Engine.Collector.CollectAllAsync(CancellationToken.None);
        Assert.Equal(Content, (await GetAsync("copy")).Body);
    }

    [Fact]
    public async Task Replacing_metadata_takes_the_requests()
    {
        await CopyAsync(
            "copy",
            H("x-oss-metadata-directive", "REPLACE"),
            H("Content-Type", "n/w"),
            H("x-oss-meta-b", "2")
        );
        var copy = await GetAsync("copy");
        Assert.Equal(("n/w", null, "2"), (copy["Content-Type"], copy["x-oss-meta-a"], copy["x-oss-meta-b"]));
    }

    [Fact]
    public async Task A_copy_onto_itself_changes_the_metadata()
    {
        await CopyAsync(Source, H("x-oss-meta-b", "2"));
        var copy = await GetAsync(Source);
        Assert.Equal((null, "2"), (copy["x-oss-meta-a"], copy["x-oss-meta-b"]));
        Assert.Equal(Content, copy.Body);
    }

    [Fact]
    public async Task Conditions_on_the_source_count()
    {
        var etag = (await GetAsync(Source))["ETag"]!;
        Assert.Equal(200, (await CopyAsync("copy", H("x-oss-copy-source-if-match", etag))).Status);
        Assert.Equal(412, (await CopyAsync("copy2", H("x-oss-copy-source-if-match", "\"x\""))).Status);
        Assert.Equal(304, (await CopyAsync("copy3", H("x-oss-copy-source-if-none-match", etag))).Status);
        Assert.Equal(404, (await GetAsync("copy3")).Status);
    }

    [Theory]
    [InlineData("no-slash", 400, "InvalidArgument")]
    [InlineData("/test-bucket/", 400, "InvalidArgument")]
    [InlineData("/test-bucket/a?other=1", 400, "InvalidArgument")]
    [InlineData("/test-bucket/missing", 404, "NoSuchKey")]
    [InlineData("/missing-bucket/a", 404, "NoSuchBucket")]
    public async Task A_source_that_is_none_is_refused(string source, int status, string code)
    {
        var answer = await Server.SendAsync("PUT", Bucket, "copy", headers: [H("x-oss-copy-source", source)], body: []);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("a+b", "a b")]
    [InlineData("a%2Bb", "a+b")]
    public async Task A_plus_in_the_source_is_a_space_and_an_encoded_one_is_itself(string sent, string key)
    {
        await PutAsync(key, Utf8(key));
        var source = H("x-oss-copy-source", $"/{Bucket}/{sent}");
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, "copy", headers: [source], body: [])).Status);
        Assert.Equal(key, (await GetAsync("copy")).Text);
    }

    [Fact]
    public async Task Forbid_overwrite_counts_for_copies()
    {
        await PutAsync("taken");
        var answer = await CopyAsync("taken", H("x-oss-forbid-overwrite", "true"));
        AssertRefused(answer, 409, "FileAlreadyExists", "0026-00000002");
    }

    private Task<WireResponse> CopyAsync(string key, params KeyValuePair<string, string>[] headers) =>
        Server.SendAsync(
            "PUT",
            Bucket,
            key,
            headers: [.. headers, H("x-oss-copy-source", $"/{Bucket}/{UriEncoding.EncodePath(Source)}")],
            body: []
        );
}
