using Xunit;

namespace Ossa.Tests.Server.Versions;

public sealed class VersionedSymlinkTests : VersionedTest
{
    [Fact]
    public async Task Each_version_of_a_link_leads_to_the_current_object_of_its_own_target()
    {
        await EnableAsync();
        await PutAsync("a", Utf8("1"));
        await PutAsync("b", Utf8("2"));
        var first = await LinkAsync("a");
        var second = await LinkAsync("b");
        var got = await GetAsync("link");
        Assert.Equal((second, "2"), (got["x-oss-version-id"], got.Text));
        got = await OfVersionAsync("GET", "link", first);
        Assert.Equal((first, "1"), (got["x-oss-version-id"], got.Text));
        await PutAsync("a", Utf8("3"));
        Assert.Equal("3", (await OfVersionAsync("GET", "link", first)).Text);
        await Server.SendAsync("DELETE", Bucket, "a");
        var gone = await OfVersionAsync("GET", "link", first);
        AssertRefused(gone, 404, "SymlinkTargetNotExist", "0026-00000012");
        var said = await Server.SendAsync("GET", Bucket, "link", [H("symlink", ""), H("versionId", first)]);
        Assert.Equal((first, "a"), (said["x-oss-version-id"], said["x-oss-symlink-target"]));
        Assert.Contains("<Type>Symlink</Type>", (await ListAsync()).Text, StringComparison.Ordinal);
        await Server.SendAsync("DELETE", Bucket, "link");
        var hidden = await Server.SendAsync("GET", Bucket, "link", [H("symlink", "")]);
        Assert.Equal((404, "true"), (hidden.Status, hidden["x-oss-delete-marker"]));
    }

    private async Task<string> LinkAsync(string target)
    {
        var headers = H("x-oss-symlink-target", target);
        var put = await Server.SendAsync("PUT", Bucket, "link", [H("symlink", "")], [headers], []);
        return put["x-oss-version-id"]!;
    }
}
