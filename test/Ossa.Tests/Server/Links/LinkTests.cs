using Ossa.Engine.Links;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>Links over the wire: what their URLs give, and each way in which they stop to.</summary>
public sealed class LinkTests : LinkTest
{
    [Fact]
    public async Task Its_url_is_a_signed_url_like_any_other()
    {
        var made = await MakeAsync(H("disposition", "attachment; filename=\"a.txt\""));
        for (var i = 0; i < 3; i++)
        {
            var answer = await FetchAsync(made);
            Assert.Equal((200, "attachment; filename=\"a.txt\""), (answer.Status, answer["Content-Disposition"]));
            Assert.Equal(Content, answer.Body);
        }
        Assert.Equal(new LinkUsage(3, 3 * Content.Length), (await ShowAsync(made)).Usage);
        Assert.StartsWith(Server.Url.ToString(), made.Url!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_downloads_begin_than_there_may_be_and_looking_is_none()
    {
        var made = await MakeAsync(H(AdminApi.MaxDownloads, "3"));
        Assert.Equal(200, (await FetchAsync(made, "HEAD")).Status);
        Assert.Equal(304, (await FetchAsync(made, "GET", H("If-None-Match", await TagAsync()))).Status);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => FetchAsync(made)));
        Assert.Equal(3, answers.Count(answer => answer.Status == 200));
        var refused = answers.First(answer => answer.Status != 200);
        AssertRefused(refused, 403, "AccessDenied", null);
        Assert.Equal("The link is used up.", refused.Element("Message"));
        Assert.Equal(200, (await FetchAsync(made, "HEAD")).Status);
    }

    [Fact]
    public async Task Ranges_of_one_visitor_are_one_download()
    {
        var made = await MakeAsync(H(AdminApi.MaxDownloads, "1"));
        Assert.Equal(206, (await FetchAsync(made, "GET", H("Range", "bytes=0-9"))).Status);
        var rest = await FetchAsync(made, "GET", H("Range", "bytes=10-"));
        Assert.Equal((206, Content.Length - 10), (rest.Status, rest.Body.Length));
        Assert.Equal(403, (await FetchAsync(made, "GET", H("Range", "bytes=0-9"))).Status);
        var other = await FetchAsync(made, "GET", H("Range", "bytes=0-0"), H("User-Agent", "another"));
        Assert.Equal(403, other.Status);
    }

    [Fact]
    public async Task It_ends_with_a_revocation_at_once_and_with_its_time_and_begins_with_it()
    {
        var start = Server.Time.GetUtcNow();
        var made = await MakeAsync(H(AdminApi.NotBefore, SigningTime.ToIsoBasic(start.AddHours(1))));
        Assert.Equal("The link does not hold yet.", (await FetchAsync(made)).Element("Message"));
        Server.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await FetchAsync(made)).Status);
        Server.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal("The link has expired.", (await FetchAsync(made)).Element("Message"));
        Assert.Null((await ShowAsync(made)).Url);
        var extended = await AdminAsync("PUT", AdminApi.Links, H(AdminApi.Id, made.Link.Id), H("validity", "30d"));
        Assert.Equal(200, (await FetchAsync(made)).Status);
        // The URL itself ends after seven days, the link does not: it has new ones.
        Server.Time.Advance(TimeSpan.FromDays(8));
        AssertRefused(await FetchAsync(extended), 403, "AccessDenied", "0002-00000236");
        var shown = await ShowAsync(made);
        Assert.Equal(200, (await FetchAsync(shown)).Status);
        var revoked = await RevokeAsync(made);
        Assert.Equal(LinkState.Revoked, revoked.State);
        Assert.Equal("The link was revoked by its owner.", (await FetchAsync(shown)).Element("Message"));
        Assert.Equal(403, (await FetchAsync(shown, "HEAD")).Status);
    }

    [Fact]
    public async Task It_is_for_the_addresses_that_it_names()
    {
        var here = await MakeAsync(H(AdminApi.From, "10.0.0.0/8,127.0.0.0/8"));
        Assert.Equal(200, (await FetchAsync(here)).Status);
        var elsewhere = await MakeAsync(H(AdminApi.From, "10.0.0.0/8"));
        Assert.Equal("The link is not for your address.", (await FetchAsync(elsewhere)).Element("Message"));
    }

    [Fact]
    public async Task A_bucket_policy_that_denies_the_owner_denies_the_link()
    {
        var made = await MakeAsync();
        var denying =
            $$"""{"Version":"1","Statement":[{"Effect":"Deny","Principal":["{{Server.Engine.AccountId}}"],"Action":"oss:GetObject","Resource":"acs:oss:*:*:{{Bucket}}/*"}]}""";
        Assert.Equal(
            200,
            (await Server.SendAsync("PUT", Bucket, query: [H("policy", "")], body: Utf8(denying))).Status
        );
        Assert.Equal(403, (await FetchAsync(made)).Status);
        Assert.Equal(default, (await ShowAsync(made)).Usage);
    }

    [Fact]
    public async Task It_does_not_follow_a_symbolic_link_to_another_object()
    {
        var made = await MakeAsync();
        var symlink = await Server.SendAsync(
            "PUT",
            Bucket,
            Key,
            [H("symlink", "")],
            [H("x-oss-symlink-target", "other")],
            []
        );
        Assert.Equal(200, symlink.Status);
        AssertRefused(await FetchAsync(made), 403, "AccessDenied", null);
        AssertRefused(await FetchAsync(made, "HEAD"), 403, "AccessDenied", null);
        Assert.Equal(403, (await OpenAsync(made)).Status);
        AssertRefused(await AskAsync("POST", AdminApi.Links, [.. Usual()]), 400, "InvalidArgument", null);
    }

    [Fact]
    public async Task Its_key_gives_nothing_but_its_object_however_it_signs()
    {
        var made = await MakeAsync();
        var link = await Server.Engine.Links.GetAsync(made.Link.Id, Cancel);
        // Nobody outside has the key; here it is asked what would become of one that leaked.
        var key = await Server.Engine.Links.OpenKeyAsync(link, Cancel);
        Assert.Equal(200, (await Server.SendRawAsync("GET", Server.Presign("GET", Bucket, Key, signer: key))).Status);
        foreach (
            var target in new[]
            {
                Server.Presign("GET", Bucket, "other", signer: key),
                Server.Presign("GET", Bucket, null, signer: key),
                Server.PresignV1("GET", Bucket, Key, signer: key),
            }
        )
        {
            AssertRefused(await Server.SendRawAsync("GET", target), 403, "AccessDenied", null);
        }

        foreach (var method in new[] { "PUT", "DELETE", "POST" })
        {
            var target = Server.Presign(method, Bucket, Key, signer: key);
            Assert.NotInRange((await Server.SendRawAsync(method, target, body: [1])).Status, 200, 299);
        }

        AssertRefused(await Server.SendAsync("GET", Bucket, Key, signer: key), 403, "AccessDenied", null);
        AssertRefused(await Server.SendAsync("GET", "-", "admin/v1/links", signer: key), 403, "AccessDenied", null);
        Assert.Equal(Content, (await GetAsync(Key)).Body);
    }

    [Theory]
    [InlineData(AdminApi.MaxDownloads, "0")]
    [InlineData(AdminApi.MaxDownloads, "-1")]
    [InlineData(AdminApi.MaxBytes, "1e9")]
    [InlineData(AdminApi.Rate, "1")]
    [InlineData(AdminApi.From, "10.0.0.0/33")]
    [InlineData(AdminApi.From, "")]
    [InlineData(AdminApi.NotBefore, "tomorrow")]
    [InlineData(AdminApi.Validity, "367d")]
    [InlineData(AdminApi.Validity, "0s")]
    [InlineData(AdminApi.Key, "missing")]
    [InlineData(AdminApi.Bucket, "no-such-bucket")]
    [InlineData("colour", "red")]
    public async Task What_makes_no_sense_is_refused(string parameter, string value)
    {
        var answer = await AskAsync("POST", AdminApi.Links, [.. Usual(H(parameter, value))]);
        Assert.InRange(answer.Status, 400, 404);
        Assert.Empty(await Server.Engine.Links.ListAsync(Cancel).ToListAsync(Cancel));
    }

    private async Task<string> TagAsync() => (await GetAsync(Key))["ETag"]!;
}
