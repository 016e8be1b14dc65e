using System.Text.Json;
using Ossa.Engine.Links;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>Links that users make: they give what the user may read at the moment of use, and are the user's own affair.</summary>
public sealed class UserLinkTests : LinkTest
{
    private AccessKey _alice = null!;
    private AccessKey _bob = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _alice = await MakeUserAsync("alice");
        _bob = await MakeUserAsync("bob");
        await AllowAsync("alice", "docs", "docs/*");
        await AllowAsync("bob", "everything", "*");
    }

    [Fact]
    public async Task A_user_shares_what_it_may_read_and_nothing_else()
    {
        var made = await CreateAsync(_alice, Key);
        Assert.Equal(200, made.Status);
        var link = IdentityJson.Read<LinkAnswer>(made.Body);
        Assert.Equal("alice", link.Link.Creator!.Name);
        Assert.Equal(Content, (await FetchAsync(link)).Body);
        Assert.Equal(200, (await OpenAsync(link)).Status);
        Assert.Equal(403, (await CreateAsync(_alice, "other")).Status);
        // It must not be told whether there is such an object.
        Assert.Equal(403, (await CreateAsync(_alice, "none")).Status);
        AssertRefused(await CreateAsync(_alice, "docs/none"), 404, "NoSuchKey", "0026-00000001");
    }

    [Fact]
    public async Task A_link_gives_what_its_creator_may_read_at_the_moment_of_use()
    {
        var link = IdentityJson.Read<LinkAnswer>((await CreateAsync(_alice, Key)).Body);
        await ManageAsync("DELETE", "users/policies", H("user", "alice"), H("policy", "docs"));
        Assert.Equal(403, (await FetchAsync(link)).Status);
        Assert.Equal(403, (await OpenAsync(link)).Status);
        await ManageAsync("PUT", "users/policies", H("user", "alice"), H("policy", "docs"));
        Assert.Equal(200, (await FetchAsync(link)).Status);
        await ManageAsync("DELETE", "users/policies", H("user", "alice"), H("policy", "docs"));
        await ManageAsync("DELETE", "keys", H("id", _alice.Id));
        await ManageAsync("DELETE", "users", H("name", "alice"));
        AssertGone(await FetchAsync(link));
        // Another user of this name is not the one who made it.
        await MakeUserAsync("alice");
        await ManageAsync("PUT", "users/policies", H("user", "alice"), H("policy", "docs"));
        AssertGone(await FetchAsync(link));
    }

    [Fact]
    public async Task A_user_who_is_called_something_else_keeps_its_links()
    {
        var link = IdentityJson.Read<LinkAnswer>((await CreateAsync(_alice, Key)).Body);
        var users = Server.Engine.Identities.Users;
        await users.UpdateAsync("alice", "alicia", null, null, Cancel);
        Assert.Equal(Content, (await FetchAsync(link)).Body);
        await users.UpdateAsync("alicia", "alina", null, null, Cancel);
        await MakeUserAsync("alice");
        Assert.Equal(("alina", false), await MakerAsync(link));
        Assert.Equal(Content, (await FetchAsync(link)).Body);
        Assert.Equal(1, await CountAsync(_alice));
        await ManageAsync("DELETE", "users/policies", H("user", "alina"), H("policy", "docs"));
        Assert.Equal(403, (await FetchAsync(link)).Status);
        await ManageAsync("DELETE", "keys", H("id", _alice.Id));
        await ManageAsync("DELETE", "users", H("name", "alina"));
        AssertGone(await FetchAsync(link));
        Assert.Equal((null, true), await MakerAsync(link));
        Assert.Null((await ShowAsync(link)).Page);
        Assert.Equal(
            0,
            await users
                .ListAsync(Cancel)
                .CountAsync(
                    user => user.Name.StartsWith("ali", StringComparison.Ordinal) && user.Name != "alice",
                    Cancel
                )
        );
    }

    [Fact]
    public async Task A_user_sends_files_in_where_it_may_put_and_nowhere_else()
    {
        KeyValuePair<string, string>[] upload =
        [
            .. Usual(H(AdminApi.Key, "docs/new"), H(AdminApi.Kind, AdminApi.Upload)),
        ];
        Assert.Equal(403, (await AsAsync(_alice, "POST", AdminApi.Links, upload)).Status);
        await AllowAsync("alice", "puts", "docs/*", "oss:PutObject");
        var link = IdentityJson.Read<LinkAnswer>((await AsAsync(_alice, "POST", AdminApi.Links, upload)).Body);
        await ManageAsync("DELETE", "users/policies", H("user", "alice"), H("policy", "puts"));
        Assert.Equal(403, (await Server.SendRawAsync("PUT", link.Url!.PathAndQuery, body: [1])).Status);
        Assert.Equal(403, (await Server.SendRawAsync("PUT", link.Page!.AbsolutePath + "/a", body: [1])).Status);
        Assert.Equal(403, (await OpenAsync(link)).Status);
        await ManageAsync("PUT", "users/policies", H("user", "alice"), H("policy", "puts"));
        Assert.Equal(200, (await Server.SendRawAsync("PUT", link.Url!.PathAndQuery, body: [1])).Status);
    }

    [Theory]
    [InlineData("folder", "oss:ListObjects", "")]
    [InlineData("upload", "oss:PutObject", "/*")]
    public async Task A_user_shares_a_whole_bucket_only_where_all_of_it_is_allowed(
        string kind,
        string action,
        string keys
    )
    {
        KeyValuePair<string, string>[] whole = [.. Usual(H(AdminApi.Key, ""), H(AdminApi.Kind, kind))];
        await AllowAsync("alice", "part", "docs/*", action);
        Assert.Equal(403, (await AsAsync(_alice, "POST", AdminApi.Links, whole)).Status);
        var document =
            $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"acs:oss:*:*:{{Bucket}}{{keys}}"}]}""";
        await ManageAsync("POST", "policies", H("name", "whole"), H("document", document));
        await ManageAsync("PUT", "users/policies", H("user", "alice"), H("policy", "whole"));
        var made = await AsAsync(_alice, "POST", AdminApi.Links, whole);
        Assert.Equal(200, made.Status);
        Assert.Equal(200, (await OpenAsync(IdentityJson.Read<LinkAnswer>(made.Body))).Status);
    }

    [Fact]
    public async Task A_user_looks_after_its_own_links_and_the_owner_after_all()
    {
        var alices = IdentityJson.Read<LinkAnswer>((await CreateAsync(_alice, Key)).Body);
        var owners = await MakeAsync();
        var id = H(AdminApi.Id, alices.Link.Id);
        Assert.Equal(1, await CountAsync(_alice));
        Assert.Equal(0, await CountAsync(_bob));
        Assert.Equal(2, await CountAsync(TestServer.Key));
        foreach (var (method, path) in new[] { ("GET", "link"), ("PUT", "links"), ("DELETE", "links") })
        {
            KeyValuePair<string, string>[] query = method == "PUT" ? [id, H("validity", "2d")] : [id];
            AssertRefused(await AsAsync(_bob, method, path, query), 404, "NoSuchLink", null);
            query[0] = H(AdminApi.Id, owners.Link.Id);
            AssertRefused(await AsAsync(_bob, method, path, query), 404, "NoSuchLink", null);
        }

        Assert.Equal(200, (await AsAsync(_alice, "PUT", "links", id, H("validity", "2d"))).Status);
        Assert.Equal(200, (await AsAsync(_alice, "DELETE", "links", id)).Status);
        Assert.Equal(403, (await FetchAsync(alices)).Status);
        Assert.Equal(200, (await FetchAsync(owners)).Status);
    }

    [Theory]
    [InlineData("GET", "users")]
    [InlineData("GET", "links/denied")]
    [InlineData("GET", "audit")]
    [InlineData("POST", "keyring")]
    public async Task Nothing_else_of_the_admin_api_is_for_users(string method, string path) =>
        Assert.Equal(403, (await AsAsync(_bob, method, path)).Status);

    /// <summary>The same in the list and alone.</summary>
    private async Task<(string? Name, bool IsGone)> MakerAsync(LinkAnswer link)
    {
        var all = IdentityJson.Read<IReadOnlyList<LinkAnswer>>((await AskAsync("GET", AdminApi.Links, [])).Body);
        var (listed, shown) = (Assert.Single(all), await ShowAsync(link));
        Assert.Equal((listed.Maker, listed.State), (shown.Maker, shown.State));
        return (shown.Maker, shown.State == LinkState.MakerGone);
    }

    private static void AssertGone(WireResponse answer)
    {
        AssertRefused(answer, 403, "AccessDenied", null);
        Assert.Equal("Whoever made the link may not share any more.", answer.Element("Message"));
    }

    private Task<WireResponse> CreateAsync(AccessKey user, string key) =>
        AsAsync(user, "POST", AdminApi.Links, [.. Usual(H(AdminApi.Key, key))]);

    private async Task<int> CountAsync(AccessKey user) =>
        IdentityJson.Read<IReadOnlyList<LinkAnswer>>((await AsAsync(user, "GET", AdminApi.Links)).Body).Count;

    private Task<WireResponse> AsAsync(
        AccessKey user,
        string method,
        string path,
        params KeyValuePair<string, string>[] query
    ) => Server.SendAsync(method, "-", "admin/v1/" + path, query, signer: user);

    private async Task<WireResponse> ManageAsync(
        string method,
        string path,
        params KeyValuePair<string, string>[] query
    )
    {
        var answer = await AskAsync(method, path, query);
        Assert.InRange(answer.Status, 200, 204);
        return answer;
    }

    private async Task<AccessKey> MakeUserAsync(string name)
    {
        await ManageAsync("POST", "users", H("name", name));
        var key = JsonDocument.Parse((await ManageAsync("POST", "keys", H("user", name))).Text).RootElement;
        return new AccessKey(
            key.GetProperty("key").GetProperty("id").GetString()!,
            key.GetProperty("secret").GetString()!
        );
    }

    private async Task AllowAsync(string user, string policy, string keys, string action = "oss:GetObject")
    {
        var document =
            $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"acs:oss:*:*:{{Bucket}}/{{keys}}"}]}""";
        await ManageAsync("POST", "policies", H("name", policy), H("document", document));
        await ManageAsync("PUT", "users/policies", H("user", user), H("policy", policy));
    }
}
