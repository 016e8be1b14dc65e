using System.Text.Json;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Server.Accounts;

/// <summary>Links are of the account that made them, and give what that may have at the moment of use.</summary>
public sealed class AccountLinkTests : AccountTest
{
    [Fact]
    public async Task An_account_sees_and_changes_its_own_links_only()
    {
        await PutAsync("own", Utf8("own"));
        var ours = await MakeAsync(TestServer.Key, Bucket, "own");
        await Server.SendAsync("PUT", "other-bucket", signer: Other);
        await Server.SendAsync("PUT", "other-bucket", "k", body: Utf8("theirs"), signer: Other);
        var theirs = await MakeAsync(Other, "other-bucket", "k");
        Assert.Equal([ours.Id], await ListAsync(TestServer.Key));
        Assert.Equal([theirs.Id], await ListAsync(Other));
        Assert.Equal("theirs", (await Server.SendRawAsync("GET", new Uri(theirs.Url).PathAndQuery)).Text);
        AssertRefused(await AskAsync(Other, "DELETE", "links", ("id", ours.Id)), 404, "NoSuchLink", null);
        AssertRefused(await AskAsync(TestServer.Key, "DELETE", "links", ("id", theirs.Id)), 404, "NoSuchLink", null);
        await AdminAsync("DELETE", "accounts/enabled", ("name", "other"));
        Assert.Equal(403, (await Server.SendRawAsync("GET", new Uri(theirs.Url).PathAndQuery)).Status);
        Assert.Equal("own", (await Server.SendRawAsync("GET", new Uri(ours.Url).PathAndQuery)).Text);
    }

    [Fact]
    public async Task A_link_into_another_account_gives_what_that_lets_its_maker_have()
    {
        AssertRefused(
            await AskAsync(Other, "POST", "links", ("bucket", Bucket), ("key", "a/k"), ("validity", "1d")),
            403,
            "AccessDenied",
            "0003-00000001"
        );
        await LetInAsync(OtherId);
        var link = await MakeAsync(Other, Bucket, "a/k");
        var target = new Uri(link.Url).PathAndQuery;
        Assert.Equal("text", (await Server.SendRawAsync("GET", target)).Text);
        await Server.SendAsync("DELETE", Bucket, null, [H("policy", "")]);
        Assert.Equal(403, (await Server.SendRawAsync("GET", target)).Status);
    }

    [Fact]
    public async Task Links_that_ended_long_ago_leave_nothing_in_the_list_of_their_account()
    {
        await Server.SendAsync("PUT", "other-bucket", signer: Other);
        await Server.SendAsync("PUT", "other-bucket", "k", body: [1], signer: Other);
        var link = await MakeAsync(Other, "other-bucket", "k");
        Server.Time.Advance(TimeSpan.FromDays(92));
        await Server.Engine.Collector.CollectAllAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await ListAsync(Other));
        Assert.Null(await Server.Engine.Links.FindAsync(link.Id, TestContext.Current.CancellationToken));
    }

    private async Task<(string Id, string Url)> MakeAsync(AccessKey key, string bucket, string name)
    {
        var made = await DoAsync(key, "POST", "links", ("bucket", bucket), ("key", name), ("validity", "1d"));
        var answer = JsonDocument.Parse(made.Text).RootElement;
        return (answer.GetProperty("link").GetProperty("id").GetString()!, answer.GetProperty("url").GetString()!);
    }

    private async Task<string[]> ListAsync(AccessKey key) =>
        [
            .. JsonDocument
                .Parse((await DoAsync(key, "GET", "links")).Text)
                .RootElement.EnumerateArray()
                .Select(link => link.GetProperty("link").GetProperty("id").GetString()!),
        ];
}
