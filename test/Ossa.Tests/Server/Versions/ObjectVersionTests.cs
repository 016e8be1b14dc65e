using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Versions;

public sealed class ObjectVersionTests : VersionedTest
{
    private const string Unknown = "0123456789ABCDEF";

    [Fact]
    public async Task Where_versions_were_never_kept_nothing_is_said_of_them()
    {
        Assert.Null((await PutAsync("k", [1]))["x-oss-version-id"]);
        Assert.Null((await GetAsync("k"))["x-oss-version-id"]);
        Assert.Equal([1], (await OfVersionAsync("GET", "k", "null")).Body);
        AssertRefused(await OfVersionAsync("GET", "k", Unknown), 404, "NoSuchVersion", "0026-00000001");
        var deleted = await Server.SendAsync("DELETE", Bucket, "k");
        Assert.Equal((204, null, null), (deleted.Status, deleted["x-oss-version-id"], deleted["x-oss-delete-marker"]));
    }

    [Fact]
    public async Task Every_version_is_read_by_its_id()
    {
        await PutAsync("k", [0]);
        await EnableAsync();
        var first = await PutVersionAsync("k", [1], H("x-oss-meta-n", "1"));
        var second = await PutVersionAsync("k", [2, 2]);
        AssertIs(await GetAsync("k"), [2, 2], second);
        AssertIs(await OfVersionAsync("GET", "k", first), [1], first);
        AssertIs(await OfVersionAsync("GET", "k", "null"), [0], "null");
        var head = await OfVersionAsync("HEAD", "k", first);
        Assert.Equal(("1", first, "1"), (head["Content-Length"], head["x-oss-version-id"], head["x-oss-meta-n"]));
        var meta = await Server.SendAsync("HEAD", Bucket, "k", [H("objectMeta", ""), H("versionId", first)]);
        Assert.Equal(("1", first), (meta["Content-Length"], meta["x-oss-version-id"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("NULL")]
    [InlineData("0000000000000000")]
    [InlineData("FFFFFFFFFFFFFFFF")]
    [InlineData("CAEQMxiBgMC0vs6D0BYiIGJiZWRjOTRjNTg0NzQ1MTRiN2Y1OTYxMTdkYjQ0")]
    public async Task An_id_that_cannot_be_one_is_refused(string version)
    {
        await EnableAsync();
        await PutAsync("k", [1]);
        foreach (var method in (string[])["GET", "HEAD", "DELETE"])
        {
            var answer = await OfVersionAsync(method, "k", version);
            Assert.Equal((400, "InvalidArgument"), (answer.Status, answer.Code));
            Assert.Equal(("versionId", version), (answer.Element("ArgumentName"), answer.Element("ArgumentValue")));
        }
        Assert.Equal([1], (await GetAsync("k")).Body);
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_refused_by_name()
    {
        await EnableAsync();
        await PutAsync("k", [1]);
        var answer = await OfVersionAsync("GET", "k", Unknown);
        AssertRefused(answer, 404, "NoSuchVersion", "0026-00000001");
        Assert.Equal(("k", Unknown), (answer.Element("Key"), answer.Element("VersionId")));
        Assert.Equal(204, (await OfVersionAsync("DELETE", "k", Unknown)).Status);
        Assert.Equal([1], (await GetAsync("k")).Body);
    }

    [Fact]
    public async Task Deleting_leaves_a_marker_and_deleting_that_brings_the_object_back()
    {
        await EnableAsync();
        var version = await PutVersionAsync("k", [1]);
        var deleted = await Server.SendAsync("DELETE", Bucket, "k");
        var marker = deleted["x-oss-version-id"]!;
        Assert.Equal((204, "true"), (deleted.Status, deleted["x-oss-delete-marker"]));
        var gone = await GetAsync("k");
        AssertRefused(gone, 404, "NoSuchKey", "0026-00000001");
        Assert.Equal(("true", marker), (gone["x-oss-delete-marker"], gone["x-oss-version-id"]));
        var ofMarker = await OfVersionAsync("GET", "k", marker);
        AssertRefused(ofMarker, 405, "MethodNotAllowed", "0017-00000002");
        Assert.Equal(("true", "DELETE"), (ofMarker["x-oss-delete-marker"], ofMarker["Allow"]));
        Assert.Equal([1], (await OfVersionAsync("GET", "k", version)).Body);
        var undeleted = await OfVersionAsync("DELETE", "k", marker);
        Assert.Equal(
            (204, "true", marker),
            (undeleted.Status, undeleted["x-oss-delete-marker"], undeleted["x-oss-version-id"])
        );
        Assert.Equal([1], (await GetAsync("k")).Body);
    }

    [Fact]
    public async Task Deleting_the_current_version_brings_the_one_before_it_back()
    {
        await EnableAsync();
        var first = await PutVersionAsync("k", [1]);
        var second = await PutVersionAsync("k", [2]);
        var deleted = await OfVersionAsync("DELETE", "k", second);
        Assert.Equal(
            (204, second, null),
            (deleted.Status, deleted["x-oss-version-id"], deleted["x-oss-delete-marker"])
        );
        AssertIs(await GetAsync("k"), [1], first);
        AssertRefused(await OfVersionAsync("GET", "k", second), 404, "NoSuchVersion", "0026-00000001");
    }

    [Fact]
    public async Task While_suspended_writes_replace_the_version_without_a_number()
    {
        await EnableAsync();
        var numbered = await PutVersionAsync("k", [1]);
        await SetVersioningAsync("Suspended");
        Assert.Equal("null", await PutVersionAsync("k", [2]));
        Assert.Equal("null", await PutVersionAsync("k", [3]));
        AssertIs(await GetAsync("k"), [3], "null");
        Assert.Equal([1], (await OfVersionAsync("GET", "k", numbered)).Body);
        var deleted = await Server.SendAsync("DELETE", Bucket, "k");
        Assert.Equal(("null", "true"), (deleted["x-oss-version-id"], deleted["x-oss-delete-marker"]));
        Assert.Equal(2, (await ListAsync()).Xml.Elements().Count(e => e.Name == "Version" || e.Name == "DeleteMarker"));
    }

    [Fact]
    public async Task Forbidding_to_overwrite_means_nothing_where_nothing_is_overwritten()
    {
        await EnableAsync();
        await PutAsync("k", [1]);
        Assert.Equal(200, (await PutAsync("k", [2], H("x-oss-forbid-overwrite", "true"))).Status);
    }

    [Fact]
    public async Task Each_version_has_a_list_of_its_own()
    {
        await EnableAsync();
        var first = await PutVersionAsync("k", [1]);
        var second = await PutVersionAsync("k", [2]);
        var set = await Server.SendAsync(
            "PUT",
            Bucket,
            "k",
            [H("acl", ""), H("versionId", first)],
            [H("x-oss-object-acl", "public-read")],
            []
        );
        Assert.Equal((200, first), (set.Status, set["x-oss-version-id"]));
        Assert.Equal([1], (await Server.SendRawAsync("GET", $"/{Bucket}/k?versionId={first}")).Body);
        Assert.Equal(403, (await Server.SendRawAsync("GET", $"/{Bucket}/k?versionId={second}")).Status);
        Assert.Equal(403, (await Server.SendRawAsync("GET", $"/{Bucket}/k")).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signed_url_of_one_version_opens_no_other(bool v4)
    {
        await EnableAsync();
        var first = await PutVersionAsync("k", [1]);
        var second = await PutVersionAsync("k", [2]);
        var query = (KeyValuePair<string, string>[])[H("versionId", first)];
        var target = v4
            ? Server.Presign("GET", Bucket, "k", query: query)
            : Server.PresignV1("GET", Bucket, "k", query: query);
        Assert.Equal([1], (await Server.SendRawAsync("GET", target)).Body);
        var changed = target.Replace(first, second, StringComparison.Ordinal);
        Assert.Equal("SignatureDoesNotMatch", (await Server.SendRawAsync("GET", changed)).Code);
        var without = target.Replace($"versionId={first}", "", StringComparison.Ordinal);
        Assert.Equal("SignatureDoesNotMatch", (await Server.SendRawAsync("GET", without)).Code);
        var current = v4 ? Server.Presign("GET", Bucket, "k") : Server.PresignV1("GET", Bucket, "k");
        Assert.Equal([2], (await Server.SendRawAsync("GET", current)).Body);
        var added = await Server.SendRawAsync("GET", $"{current}&versionId={first}");
        Assert.Equal("SignatureDoesNotMatch", added.Code);
    }

    [Fact]
    public async Task A_copy_is_made_of_the_version_that_is_named()
    {
        await EnableAsync();
        var first = await PutVersionAsync("k", [1]);
        await PutAsync("k", [2]);
        var answer = await CopyAsync($"/{Bucket}/k?versionId={first}");
        Assert.Equal((200, first), (answer.Status, answer["x-oss-copy-source-version-id"]));
        AssertIs(await GetAsync("copy"), [1], answer["x-oss-version-id"]);
    }

    [Fact]
    public async Task A_delete_marker_is_no_source()
    {
        await EnableAsync();
        await PutAsync("k", [1]);
        var marker = (await Server.SendAsync("DELETE", Bucket, "k"))["x-oss-version-id"];
        AssertRefused(await CopyAsync($"/{Bucket}/k"), 404, "NoSuchKey", "0026-00000001");
        AssertRefused(await CopyAsync($"/{Bucket}/k?versionId={marker}"), 400, "InvalidRequest", "0016-00000307");
        AssertRefused(await CopyAsync($"/{Bucket}/k?versionId={Unknown}"), 404, "NoSuchVersion", "0012-00000203");
        Assert.Equal(404, (await GetAsync("copy")).Status);
    }

    [Fact]
    public async Task An_old_version_is_brought_back_by_copying_it_onto_the_object()
    {
        await EnableAsync();
        var first = await PutVersionAsync("k", [1], H("x-oss-meta-n", "1"));
        await PutAsync("k", [2]);
        var source = H("x-oss-copy-source", $"/{Bucket}/k?versionId={first}");
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, "k", headers: [source], body: [])).Status);
        var got = await GetAsync("k");
        Assert.Equal("1", got["x-oss-meta-n"]);
        Assert.Equal([1], got.Body);
        await OfVersionAsync("DELETE", "k", first);
        await Server.Engine.Collector.CollectAllAsync(CancellationToken.None);
        Assert.Equal([1], (await GetAsync("k")).Body);
    }

    [Fact]
    public async Task Parts_and_appends_make_versions_too()
    {
        await EnableAsync();
        var old = await PutVersionAsync("k", [1]);
        var upload = (await Server.SendAsync("POST", Bucket, "k", [H("uploads", "")], body: [])).Element("UploadId")!;
        await Server.SendAsync("PUT", Bucket, "k", [H("partNumber", "1"), H("uploadId", upload)], body: [2]);
        var complete = await Server.SendAsync(
            "POST",
            Bucket,
            "k",
            [H("uploadId", upload)],
            [H("x-oss-complete-all", "yes")],
            []
        );
        AssertIs(await GetAsync("k"), [2], complete["x-oss-version-id"]);
        Assert.Equal([1], (await OfVersionAsync("GET", "k", old)).Body);
        await Server.SendAsync("DELETE", Bucket, "k");
        var first = await AppendAsync(0, [3]);
        var second = await AppendAsync(1, [4]);
        Assert.Equal((200, first["x-oss-version-id"]), (second.Status, second["x-oss-version-id"]));
        AssertIs(await GetAsync("k"), [3, 4], first["x-oss-version-id"]);
        Assert.Equal(4, (await ListAsync()).Xml.Elements().Count(e => e.Name == "Version" || e.Name == "DeleteMarker"));
    }

    [Fact]
    public async Task A_bucket_with_nothing_but_a_marker_stays()
    {
        await EnableAsync();
        var marker = (await Server.SendAsync("DELETE", Bucket, "k"))["x-oss-version-id"]!;
        Assert.Equal("BucketNotEmpty", (await Server.SendAsync("DELETE", Bucket)).Code);
        await OfVersionAsync("DELETE", "k", marker);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket)).Status);
    }

    private Task<WireResponse> CopyAsync(string source) =>
        Server.SendAsync("PUT", Bucket, "copy", headers: [H("x-oss-copy-source", source)], body: []);

    private Task<WireResponse> AppendAsync(int position, byte[] body) =>
        Server.SendAsync("POST", Bucket, "k", [H("append", ""), H("position", $"{position}")], body: body);

    private static void AssertIs(WireResponse answer, byte[] body, string? version)
    {
        Assert.Equal(body, answer.Body);
        Assert.Equal(version, answer["x-oss-version-id"]);
    }
}
