using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Server.Administration;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>Whoever sends by a link that replaces nothing destroys nothing, however the bucket keeps versions.</summary>
public sealed class UploadLinkVersionTests : LinkTest
{
    private const string One = "one.txt";

    [Theory]
    [InlineData(VersioningState.Never)]
    [InlineData(VersioningState.Suspended)]
    public async Task What_would_be_lost_stays(VersioningState versioning)
    {
        var made = await MakeUploadAsync(One);
        await PutAsync(One, Utf8("old"));
        await SwitchAsync(versioning);
        AssertRefused(await PutUrlAsync(made), 409, "FileAlreadyExists", "0026-00000002");
        AssertRefused(await AskUploadAsync(One), 409, "FileAlreadyExists", "0026-00000002");
        Assert.Equal("old", (await GetAsync(One)).Text);
        Assert.Equal(0, (await ShowAsync(made)).Usage.Files);
    }

    [Fact]
    public async Task Where_versions_are_kept_the_old_one_stays_beside_the_new_one()
    {
        var made = await MakeUploadAsync(One);
        await PutAsync(One, Utf8("old"));
        await SwitchAsync(VersioningState.Enabled);
        Assert.Equal(200, (await PutUrlAsync(made)).Status);
        Assert.Equal("new", (await GetAsync(One)).Text);
        Assert.Equal("old", (await NullVersionAsync(One)).Text);
    }

    [Fact]
    public async Task The_version_named_null_stays_also_when_it_is_no_longer_the_newest()
    {
        var made = await MakeUploadAsync(One);
        await PutAsync(One, Utf8("old"));
        await SwitchAsync(VersioningState.Enabled);
        await PutAsync(One, Utf8("newer"));
        await SwitchAsync(VersioningState.Suspended);
        AssertRefused(await PutUrlAsync(made), 409, "FileAlreadyExists", "0026-00000002");
        Assert.Equal("old", (await NullVersionAsync(One)).Text);
    }

    [Fact]
    public async Task Where_versions_are_suspended_a_numbered_version_stays_beside_the_file()
    {
        await SwitchAsync(VersioningState.Enabled);
        var id = (await PutAsync(One, Utf8("old")))["x-oss-version-id"]!;
        await SwitchAsync(VersioningState.Suspended);
        var made = await MakeUploadAsync(One);
        Assert.Equal(200, (await PutUrlAsync(made)).Status);
        Assert.Equal("new", (await NullVersionAsync(One)).Text);
        Assert.Equal("old", (await Server.SendAsync("GET", Bucket, One, [H("versionId", id)])).Text);
    }

    [Fact]
    public async Task On_a_page_the_file_gets_another_name()
    {
        await PutAsync("inbox/a.txt", Utf8("old"));
        await SwitchAsync(VersioningState.Enabled);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket, "inbox/a.txt")).Status);
        await SwitchAsync(VersioningState.Suspended);
        var made = await MakeUploadAsync("inbox/");
        var answer = await Server.SendRawAsync("PUT", made.Page!.PathAndQuery + "/a.txt", body: Utf8("new"));
        Assert.Equal(200, answer.Status);
        Assert.Equal("old", (await NullVersionAsync("inbox/a.txt")).Text);
    }

    private Task<LinkAnswer> MakeUploadAsync(string key) =>
        MakeAsync(H(AdminApi.Key, key), H(AdminApi.Kind, AdminApi.Upload));

    private Task<WireResponse> AskUploadAsync(string key) =>
        AskAsync("POST", AdminApi.Links, [.. Usual(H(AdminApi.Key, key), H(AdminApi.Kind, AdminApi.Upload))]);

    private Task<WireResponse> PutUrlAsync(LinkAnswer link) =>
        Server.SendRawAsync("PUT", link.Url!.PathAndQuery, body: Utf8("new"));

    private Task<WireResponse> NullVersionAsync(string key) =>
        Server.SendAsync("GET", Bucket, key, [H("versionId", "null")]);

    private async Task SwitchAsync(VersioningState versioning)
    {
        if (versioning != VersioningState.Never)
        {
            var xml = $"<VersioningConfiguration><Status>{versioning}</Status></VersioningConfiguration>";
            var answer = await Server.SendAsync(
                "PUT",
                Bucket,
                query: [H("versioning", "")],
                body: Encoding.UTF8.GetBytes(xml)
            );
            Assert.Equal(200, answer.Status);
        }
    }
}
