using Ossa.Engine.Links;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Audit;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>Each use of a link, as whoever made it may look it up.</summary>
public sealed class LinkLogTests : LinkTest
{
    [Theory]
    [InlineData("docs/", "docs/")]
    [InlineData("", null)]
    public async Task A_folder_as_an_archive_is_told_as_that_and_counts_as_use(string key, string? told)
    {
        var made = await MakeAsync(H(AdminApi.Key, key), H(AdminApi.Kind, AdminApi.Folder));
        Assert.Equal(200, (await Server.SendRawAsync("GET", made.Page!.PathAndQuery + "?zip")).Status);
        var entry = (await ReadAsync(made, 1))[0];
        Assert.Equal((200, "DownloadFolder", told), (entry.Status, entry.Operation, entry.Key));
        var use = await AskAsync("GET", AdminApi.LinkUse, [H(AdminApi.Id, made.Link.Id)]);
        var hour = Assert.Single(IdentityJson.Read<IReadOnlyList<LinkUseHour>>(use.Body));
        Assert.Equal((1L, entry.SentBytes), (hour.Answers, hour.SentBytes));
    }

    [Fact]
    public async Task A_file_of_a_form_is_told_by_its_name()
    {
        var made = await MakeAsync(H(AdminApi.Key, "inbox/"), H(AdminApi.Kind, AdminApi.Upload));
        var form = Utf8(
            "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n123\r\n--line--\r\n"
        );
        var sent = await Server.SendRawAsync(
            "POST",
            made.Page!.PathAndQuery,
            [H("Content-Type", "multipart/form-data; boundary=line")],
            body: form
        );
        Assert.Equal(204, sent.Status);
        var entry = (await ReadAsync(made, 1))[0];
        Assert.Equal((204, "PostObject", "inbox/a.txt"), (entry.Status, entry.Operation, entry.Key));
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_reason_and_the_file()
    {
        var made = await MakeAsync(H(AdminApi.MaxDownloads, "1"));
        await FetchAsync(made);
        await FetchAsync(made);
        var refused = Assert.Single(await ReadAsync(made, 2), entry => entry.Status != 200);
        Assert.Equal((403, Key, "The link is used up."), (refused.Status, refused.Key, refused.Message));
    }

    [Fact]
    public async Task Of_links_of_others_nothing_is_told()
    {
        AssertRefused(await AskAsync("GET", AdminApi.LinkLog, [H(AdminApi.Id, "LNKnone")]), 404, "NoSuchLink", null);
        var made = await MakeAsync();
        var identities = Server.Engine.IdentitiesOf(Server.Engine.AccountId);
        await identities.Users.CreateAsync("alice", Cancel);
        var alice = await identities.Keys.CreateAsync("alice", Cancel);
        var asked = await Server.SendAsync(
            "GET",
            "-",
            "admin/v1/" + AdminApi.LinkLog,
            [H(AdminApi.Id, made.Link.Id)],
            signer: new AccessKey(alice.Key.Id, alice.Secret)
        );
        AssertRefused(asked, 404, "NoSuchLink", null);
    }

    [Fact]
    public async Task Whoever_has_the_name_of_a_link_is_not_in_its_log()
    {
        var made = await MakeAsync();
        await Server.Engine.Identities.Users.CreateAsync(made.Link.Id, Cancel);
        var key = await Server.Engine.Identities.Keys.CreateAsync(made.Link.Id, Cancel);
        await Server.SendAsync("GET", Bucket, "forged", signer: new AccessKey(key.Key.Id, key.Secret));
        await FetchAsync(made);
        Assert.Equal(Key, Assert.Single(await ReadAsync(made, 1)).Key);
    }

    [Fact]
    public async Task Why_something_was_decided_is_told_to_the_owner_of_the_bucket_alone()
    {
        var ann = await Server.Engine.Identities.Users.CreateAsync("ann", Cancel);
        var key = await Server.Engine.Identities.Keys.CreateAsync("ann", Cancel);
        var request = new LinkRequest(Bucket, Key, Server.Time.GetUtcNow().AddDays(1))
        {
            Creator = new LinkCreator("ann", ann.Id),
        };
        var link = await Server.Engine.Links.CreateAsync(request, Cancel);
        var made = IdentityJson.Read<LinkAnswer>(
            (await AskAsync("GET", AdminApi.Link, [H(AdminApi.Id, link.Id)])).Body
        );
        Assert.Equal(403, (await Server.SendRawAsync("GET", made.Url!.PathAndQuery)).Status);
        Assert.NotNull(Assert.Single(await ReadAsync(made, 1)).Decision);
        var told = await Server.SendAsync(
            "GET",
            "-",
            "admin/v1/" + AdminApi.LinkLog,
            [H(AdminApi.Id, link.Id)],
            signer: new AccessKey(key.Key.Id, key.Secret)
        );
        var entry = AuditEntry.Read(told.Text)!;
        Assert.Equal((403, null, null), (entry.Status, entry.Decision, entry.Decisions));
    }

    /// <summary>The log, as soon as it has a number of entries: one is made after its answer was sent.</summary>
    private async Task<IReadOnlyList<AuditEntry>> ReadAsync(LinkAnswer made, int count)
    {
        while (true)
        {
            var answer = await AskAsync("GET", AdminApi.LinkLog, [H(AdminApi.Id, made.Link.Id)]);
            Assert.Equal(200, answer.Status);
            var lines = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines.Length >= count)
            {
                return [.. lines.Select(line => AuditEntry.Read(line)!)];
            }
        }
    }
}
