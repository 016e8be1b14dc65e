using Ossa.Protocol.Checksums;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

public sealed class SymlinkTests : ServerTest
{
    private const string Target = "源/a+b c.bin";

    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];

    [Fact]
    public async Task A_link_is_read_as_what_it_leads_to()
    {
        await PutAsync(
            Target,
            Content,
            H("Content-Type", "x/target"),
            H("x-oss-meta-a", "1"),
            H("x-oss-storage-class", "IA")
        );
        var put = await LinkAsync("link", Target, H("Content-Type", "x/link"), H("x-oss-meta-b", "2"));
        Assert.Equal((200, "0"), (put.Status, put["Content-Length"]));
        var target = await GetAsync(Target);
        var got = await GetAsync("link");
        Assert.Equal(Content, got.Body);
        Assert.Equal((target["ETag"], target["Content-MD5"]), (got["ETag"], got["Content-MD5"]));
        Assert.Equal(($"{Crc64.Compute(Content)}", "IA"), (got["x-oss-hash-crc64ecma"], got["x-oss-storage-class"]));
        Assert.Equal(("Symlink", "x/link", "2"), (got["x-oss-object-type"], got["Content-Type"], got["x-oss-meta-b"]));
        Assert.Null(got["x-oss-meta-a"]);
        var head = await Server.SendAsync("HEAD", Bucket, "link");
        Assert.Equal(($"{Content.Length}", target["ETag"]), (head["Content-Length"], head["ETag"]));
        var part = await GetAsync("link", H("Range", "bytes=100000-100009"));
        Assert.Equal((206, $"bytes 100000-100009/{Content.Length}"), (part.Status, part["Content-Range"]));
        Assert.Equal(Content[100_000..100_010], part.Body);
        Assert.Equal(304, (await GetAsync("link", H("If-None-Match", target["ETag"]!))).Status);
    }

    [Fact]
    public async Task The_newer_of_both_times_counts()
    {
        await PutAsync("target");
        Server.Time.Advance(TimeSpan.FromSeconds(10));
        await LinkAsync("link", "target");
        var older = await GetAsync("target");
        var newer = await GetAsync("link");
        Assert.NotEqual(older["Last-Modified"], newer["Last-Modified"]);
        Assert.Equal((await SymlinkAsync("link"))["Last-Modified"], newer["Last-Modified"]);
        Server.Time.Advance(TimeSpan.FromSeconds(10));
        await PutAsync("target");
        Assert.Equal((await GetAsync("target"))["Last-Modified"], (await GetAsync("link"))["Last-Modified"]);
    }

    [Theory]
    [InlineData(Target)]
    [InlineData("a b")]
    [InlineData("a%2Bb")]
    public async Task A_link_says_where_it_leads(string target)
    {
        var put = await LinkAsync("link", target);
        var got = await SymlinkAsync("link");
        Assert.Equal((200, "0", put["ETag"]), (got.Status, got["Content-Length"], got["ETag"]));
        Assert.NotNull(got["Last-Modified"]);
        Assert.Equal(UriEncoding.EncodePath(target), got["x-oss-symlink-target"]);
    }

    [Fact]
    public async Task A_plus_in_the_target_is_a_space()
    {
        await Server.SendAsync("PUT", Bucket, "link", [H("symlink", "")], [H("x-oss-symlink-target", "a+b")], []);
        Assert.Equal("a%20b", (await SymlinkAsync("link"))["x-oss-symlink-target"]);
    }

    [Fact]
    public async Task The_link_itself_has_no_bytes()
    {
        await PutAsync("target", Content);
        var put = await LinkAsync("link", "target");
        var meta = await Server.SendAsync("HEAD", Bucket, "link", [H("objectMeta", "")]);
        Assert.Equal(("0", put["ETag"]), (meta["Content-Length"], meta["ETag"]));
        var listed = (await Server.SendAsync("GET", Bucket)).Xml.Elements("Contents").First();
        Assert.Equal(("link", "Symlink", "0"), (V(listed, "Key"), V(listed, "Type"), V(listed, "Size")));
        var stat = await Server.SendAsync("GET", Bucket, query: [H("stat", "")]);
        Assert.Equal(($"{Content.Length}", "2"), (stat.Element("Storage"), stat.Element("ObjectCount")));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_link_may_lead_nowhere(string method)
    {
        Assert.Equal(200, (await LinkAsync("link", "later")).Status);
        var nowhere = await Server.SendAsync(method, Bucket, "link");
        AssertRefused(nowhere, 404, "SymlinkTargetNotExist", "0026-00000012");
        await LinkAsync("later", "target");
        await PutAsync("target");
        AssertRefused(await Server.SendAsync(method, Bucket, "link"), 400, "InvalidTargetType", "0026-00000011");
        await PutAsync("later");
        Assert.Equal(200, (await Server.SendAsync(method, Bucket, "link")).Status);
        await LinkAsync("itself", "itself");
        AssertRefused(await Server.SendAsync(method, Bucket, "itself"), 400, "InvalidTargetType", "0026-00000011");
    }

    [Theory]
    [InlineData(null, "MissingArgument", "0043-00000001")]
    [InlineData("", "MissingArgument", "0043-00000001")]
    [InlineData("%zz", "InvalidArgument", null)]
    [InlineData("/a", "InvalidObjectName", "0016-00000005")]
    [InlineData("%FF", "InvalidArgument", null)]
    public async Task A_target_that_no_object_can_be_is_refused_and_nothing_is_stored(
        string? target,
        string code,
        string? ec
    )
    {
        var headers = target is null ? [] : (KeyValuePair<string, string>[])[H("x-oss-symlink-target", target)];
        AssertRefused(await Server.SendAsync("PUT", Bucket, "link", [H("symlink", "")], headers, []), 400, code, ec);
        Assert.Equal(404, (await GetAsync("link")).Status);
    }

    [Fact]
    public async Task A_target_that_is_too_long_is_refused()
    {
        var answer = await LinkAsync("link", new string('a', 1024));
        Assert.Equal((400, "InvalidObjectName"), (answer.Status, answer.Code));
        Assert.Equal(200, (await LinkAsync("link", new string('a', 1023))).Status);
    }

    [Fact]
    public async Task What_is_no_link_leads_nowhere()
    {
        await PutAsync("k");
        AssertRefused(await SymlinkAsync("k"), 400, "NotSymlink", "0043-00000101");
        AssertRefused(await SymlinkAsync("none"), 404, "NoSuchKey", "0026-00000001");
    }

    [Fact]
    public async Task A_link_replaces_an_object_unless_that_must_stay()
    {
        await PutAsync("target", Content);
        await PutAsync("k", Content);
        var refused = await LinkAsync("k", "target", H("x-oss-forbid-overwrite", "true"));
        AssertRefused(refused, 409, "FileAlreadyExists", "0026-00000002");
        Assert.Equal("Normal", (await GetAsync("k"))["x-oss-object-type"]);
        await LinkAsync("k", "target", H("x-oss-tagging", "a=1"));
        Assert.Equal(
            ("Symlink", "1"),
            ((await GetAsync("k"))["x-oss-object-type"], (await GetAsync("k"))["x-oss-tagging-count"])
        );
        await Server.SendAsync("DELETE", Bucket, "k");
        Assert.Equal(Content, (await GetAsync("target")).Body);
    }

    [Fact]
    public async Task A_copy_of_a_link_is_a_link()
    {
        await PutAsync("target", Content);
        await LinkAsync("link", "target");
        var source = H("x-oss-copy-source", $"/{Bucket}/link");
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, "copy", headers: [source], body: [])).Status);
        Assert.Equal("target", (await SymlinkAsync("copy"))["x-oss-symlink-target"]);
        Assert.Equal(Content, (await GetAsync("copy")).Body);
        var begun = await Server.SendAsync("POST", Bucket, "parts", [H("uploads", "")], body: []);
        var id = H("uploadId", begun.Element("UploadId")!);
        var part = await Server.SendAsync("PUT", Bucket, "parts", [H("partNumber", "1"), id], [source], []);
        AssertRefused(part, 400, "OperationNotSupported", null);
        var append = await Server.SendAsync("POST", Bucket, "link", [H("append", ""), H("position", "0")], body: [1]);
        AssertRefused(append, 409, "ObjectNotAppendable", "0026-00000017");
    }

    [Fact]
    public async Task A_link_opens_nothing_that_its_reader_may_not_read()
    {
        await PutAsync("private", Content);
        await PutAsync("public", Content, H("x-oss-object-acl", "public-read"));
        await LinkAsync("to-private", "private", H("x-oss-object-acl", "public-read"));
        await LinkAsync("to-nothing", "nothing", H("x-oss-object-acl", "public-read"));
        await LinkAsync("to-public", "public", H("x-oss-object-acl", "public-read"));
        await LinkAsync("hidden", "public");
        Assert.Equal(Content, (await Server.SendRawAsync("GET", $"/{Bucket}/to-public")).Body);
        foreach (var key in (string[])["to-private", "to-nothing", "hidden"])
        {
            foreach (var method in (string[])["GET", "HEAD"])
            {
                var answer = await Server.SendRawAsync(method, $"/{Bucket}/{key}");
                Assert.Equal((403, "AccessDenied"), (answer.Status, answer.Code));
                Assert.Null(answer["ETag"]);
            }
        }
        Assert.Equal(200, (await Server.SendRawAsync("GET", $"/{Bucket}/to-private?symlink")).Status);
        Assert.Equal(403, (await Server.SendRawAsync("GET", $"/{Bucket}/hidden?symlink")).Status);
        Assert.Equal(
            403,
            (await Server.SendRawAsync("PUT", $"/{Bucket}/new?symlink", [H("x-oss-symlink-target", "a")], [])).Status
        );
    }

    [Fact]
    public async Task A_signed_url_of_a_link_gives_what_it_leads_to()
    {
        await PutAsync("target", Content);
        await LinkAsync("link", "target");
        Assert.Equal(Content, (await Server.SendRawAsync("GET", Server.Presign("GET", Bucket, "link"))).Body);
    }

    [Fact]
    public async Task Symlink_has_no_delete()
    {
        await LinkAsync("link", "target");
        var answer = await Server.SendAsync("DELETE", Bucket, "link", [H("symlink", "")]);
        Assert.Equal((405, "MethodNotAllowed"), (answer.Status, answer.Code));
        Assert.Equal(200, (await SymlinkAsync("link")).Status);
    }

    private static string? V(System.Xml.Linq.XElement entry, string name) => entry.Element(name)?.Value;

    private Task<WireResponse> LinkAsync(string key, string target, params KeyValuePair<string, string>[] headers) =>
        Server.SendAsync(
            "PUT",
            Bucket,
            key,
            [H("symlink", "")],
            [.. headers, H("x-oss-symlink-target", UriEncoding.EncodeComponent(target))],
            []
        );

    private Task<WireResponse> SymlinkAsync(string key) => Server.SendAsync("GET", Bucket, key, [H("symlink", "")]);
}
