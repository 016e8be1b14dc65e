using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Versions;

public sealed class VersionTaggingTests : VersionedTest
{
    [Fact]
    public async Task Each_version_has_tags_of_its_own()
    {
        await EnableAsync();
        var first = await PutVersionAsync("k", [1], H("x-oss-tagging", "a=1"));
        var second = await PutVersionAsync("k", [2]);
        Assert.Equal(second, (await TaggingAsync("GET", "k"))["x-oss-version-id"]);
        Assert.DoesNotContain("<Key>", (await TaggingAsync("GET", "k")).Text, StringComparison.Ordinal);
        Assert.Contains("<Key>a</Key>", (await TaggingAsync("GET", "k", first)).Text, StringComparison.Ordinal);
        var put = await TaggingAsync(
            "PUT",
            "k",
            first,
            "<Tagging><TagSet><Tag><Key>b</Key><Value/></Tag></TagSet></Tagging>"
        );
        Assert.Equal((200, first), (put.Status, put["x-oss-version-id"]));
        Assert.Contains("<Key>b</Key>", (await TaggingAsync("GET", "k", first)).Text, StringComparison.Ordinal);
        Assert.Equal("1", (await OfVersionAsync("HEAD", "k", first))["x-oss-tagging-count"]);
        Assert.Null((await GetAsync("k"))["x-oss-tagging-count"]);
        var deleted = await TaggingAsync("DELETE", "k", first);
        Assert.Equal((204, first), (deleted.Status, deleted["x-oss-version-id"]));
        Assert.DoesNotContain("<Key>", (await TaggingAsync("GET", "k", first)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task A_delete_marker_has_no_tags(string method)
    {
        await EnableAsync();
        await PutAsync("k");
        var marker = (await Server.SendAsync("DELETE", Bucket, "k"))["x-oss-version-id"]!;
        foreach (var version in (string?[])[null, marker])
        {
            var answer = await TaggingAsync(method, "k", version, "<Tagging><TagSet/></Tagging>");
            AssertRefused(answer, 404, "NoSuchKey", "0026-00000001");
            Assert.Equal(("true", null), (answer["x-oss-delete-marker"], answer["Allow"]));
        }
    }

    private Task<WireResponse> TaggingAsync(string method, string key, string? version = null, string? xml = null) =>
        Server.SendAsync(
            method,
            Bucket,
            key,
            [H("tagging", ""), .. version is null ? [] : (KeyValuePair<string, string>[])[H("versionId", version)]],
            body: xml is null ? null : Utf8(xml)
        );
}
