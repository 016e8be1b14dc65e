using System.Net;
using Ossa.Client;
using Ossa.Engine.Links;
using Xunit;

namespace Ossa.Tests.Client.Scenes;

public sealed class LinkSceneTests : ClientTest
{
    [Fact]
    public async Task A_link_is_made_looked_at_moved_and_taken_back()
    {
        using var client = Connect();
        await client.PutObjectAsync(Bucket, "ä b.txt", "text"u8.ToArray(), cancellationToken: Cancel);
        var made = await client.CreateLinkAsync(
            Bucket,
            "ä b.txt",
            new LinkOptions
            {
                Validity = TimeSpan.FromHours(1),
                Name = "for Ann",
                MaxDownloads = 2,
                MaxBytes = 1000,
                BytesPerSecond = 100_000,
                From = [IPNetwork.Parse("127.0.0.0/8")],
                DownloadName = "中 文.txt",
            },
            Cancel
        );
        Assert.Equal((Bucket, "ä b.txt", "for Ann"), (made.Bucket, made.Key, made.Name));
        Assert.Equal((2L, 1000L, made.CreatedAt.AddHours(1)), (made.MaxDownloads, made.MaxBytes, made.ExpiresAt));
        Assert.Equal(200, (await Server.SendRawAsync("GET", made.Url!.PathAndQuery)).Status);
        Assert.Equal(200, (await Server.SendRawAsync("GET", made.Page!.PathAndQuery)).Status);
        var shown = await client.GetLinkAsync(made.Id, Cancel);
        Assert.Equal((1L, 4L, ManagedLinkState.Active), (shown.Downloads, shown.Bytes, shown.State));
        var extended = await client.ExtendLinkAsync(made.Id, TimeSpan.FromDays(30), Cancel);
        Assert.True(extended.ExpiresAt > made.ExpiresAt);
        Assert.Equal(made.Id, Assert.Single(await client.ListLinksAsync(Cancel)).Id);
        var revoked = await client.RevokeLinkAsync(made.Id, Cancel);
        Assert.True(revoked is { State: ManagedLinkState.Revoked, Url: null, Page: null });
        Assert.Equal(403, (await Server.SendRawAsync("GET", made.Url.PathAndQuery)).Status);
    }

    [Fact]
    public async Task The_log_of_a_link_tells_its_uses_and_why_one_was_refused()
    {
        using var client = Connect();
        await client.PutObjectAsync(Bucket, "ä.txt", "text"u8.ToArray(), cancellationToken: Cancel);
        var made = await client.CreateLinkAsync(Bucket, "ä.txt", new LinkOptions { MaxDownloads = 1 }, Cancel);
        foreach (var status in (int[])[200, 403])
        {
            Assert.Equal(status, (await Server.SendRawAsync("GET", made.Url!.PathAndQuery)).Status);
        }
        List<LinkLogEntry> told;
        do
        {
            told = await client.ReadLinkLogAsync(made.Id, Cancel).ToListAsync(Cancel);
        } while (told.Count < 2);
        var (used, refused) = (told.Single(entry => entry.Status == 200), told.Single(entry => entry.Status == 403));
        Assert.Equal(("GetObject", "ä.txt", 4L, null), (used.Operation, used.Key, used.SentBytes, used.Reason));
        Assert.Equal(("AccessDenied", "The link is used up."), (refused.Code, refused.Reason));
        Assert.Equal("127.0.0.1", refused.Address);
        var unknown = await Assert.ThrowsAsync<OssServiceException>(async () =>
            await client.ReadLinkLogAsync("LNKnone", Cancel).ToListAsync(Cancel)
        );
        Assert.Equal("NoSuchLink", unknown.Code);
    }

    [Fact]
    public async Task A_browser_shows_or_saves_what_a_link_gives()
    {
        using var client = Connect();
        await client.PutObjectAsync(Bucket, "a.txt", "text"u8.ToArray(), cancellationToken: Cancel);
        var shown = await client.CreateLinkAsync(Bucket, "a.txt", new() { ShowInBrowser = true }, Cancel);
        var answer = await Server.SendRawAsync("GET", shown.Url!.PathAndQuery);
        Assert.Equal("inline", answer["Content-Disposition"]);
        var saved = await client.CreateLinkAsync(Bucket, "a.txt", new() { SaveFromBrowser = true }, Cancel);
        answer = await Server.SendRawAsync("GET", saved.Url!.PathAndQuery);
        Assert.Equal("attachment", answer["Content-Disposition"]);
        foreach (
            var both in new LinkOptions[]
            {
                new() { DownloadName = "b.txt" },
                new() { SaveFromBrowser = true },
            }
        )
        {
            await Assert.ThrowsAsync<ArgumentException>(() =>
                client.CreateLinkAsync(Bucket, "a.txt", both with { ShowInBrowser = true }, Cancel)
            );
        }
    }

    [Fact]
    public async Task A_link_tells_the_user_who_made_it_and_whether_that_one_is_gone()
    {
        using var client = Connect();
        var ann = await Server.Engine.Identities.Users.CreateAsync("ann", Cancel);
        foreach (var (id, maker) in new[] { (ann.Id, "ann"), ("1", null) })
        {
            var request = new LinkRequest(Bucket, "a.txt", Server.Time.GetUtcNow().AddDays(1))
            {
                Creator = new LinkCreator("ann", id),
            };
            var made = await Server.Engine.Links.CreateAsync(request, Cancel);
            var shown = await client.GetLinkAsync(made.Id, Cancel);
            Assert.Equal((maker, maker is null), (shown.Maker, shown.State == ManagedLinkState.MakerGone));
            Assert.Equal(maker is null, shown.Url is null);
        }
    }

    [Fact]
    public async Task Folders_are_shared_and_files_are_taken_in()
    {
        using var client = Connect();
        var whole = await client.CreateFolderLinkAsync(Bucket, "", cancellationToken: Cancel);
        Assert.Equal((Bucket, ""), (whole.Bucket, whole.Key));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.CreateLinkAsync(Bucket, "", cancellationToken: Cancel)
        );
        var folder = await client.CreateFolderLinkAsync(Bucket, "docs/", cancellationToken: Cancel);
        Assert.True(folder is { Kind: ManagedLinkKind.Folder, Url: null, Page: not null });
        var one = await client.CreateUploadLinkAsync(
            Bucket,
            "new.txt",
            new UploadLinkOptions
            {
                Validity = TimeSpan.FromHours(1),
                Name = "for Ann",
                MaxFiles = 2,
                MaxFileBytes = 4,
                Types = ["text/*", "image/png"],
                MayOverwrite = true,
                BytesPerSecond = 100_000,
                From = [IPNetwork.Parse("127.0.0.0/8")],
            },
            Cancel
        );
        Assert.Equal((ManagedLinkKind.Upload, 2L, "for Ann"), (one.Kind, one.MaxFiles, one.Name));
        Assert.Equal(400, (await Server.SendRawAsync("PUT", one.Url!.PathAndQuery, body: new byte[5])).Status);
        Assert.Equal(200, (await Server.SendRawAsync("PUT", one.Url!.PathAndQuery, body: [1, 2])).Status);
        var shown = await client.GetLinkAsync(one.Id, Cancel);
        Assert.Equal((1L, 2L), (shown.Files, shown.Bytes));
        var many = await client.CreateUploadLinkAsync(Bucket, "inbox/", cancellationToken: Cancel);
        Assert.True(many is { Url: null, Page: not null });
    }

    [Fact]
    public async Task A_signed_url_is_denied_listed_and_allowed_again()
    {
        using var client = Connect();
        await client.PutObjectAsync(Bucket, "a", "text"u8.ToArray(), cancellationToken: Cancel);
        var url = (
            await client.PresignAsync(HttpMethod.Get, Bucket, "a", TimeSpan.FromHours(1), cancellationToken: Cancel)
        ).Url;
        var denied = await client.DenyUrlAsync(url, Cancel);
        Assert.Equal(403, (await Server.SendRawAsync("GET", new Uri(url).PathAndQuery)).Status);
        Assert.Equal([denied], await client.ListDeniedUrlsAsync(Cancel));
        await client.AllowUrlAsync(url, Cancel);
        Assert.Equal(200, (await Server.SendRawAsync("GET", new Uri(url).PathAndQuery)).Status);
        Assert.Empty(await client.ListDeniedUrlsAsync(Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => client.DenyUrlAsync("http://a/b", Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => client.DenyUrlAsync(url[..^1], Cancel));
        var again = await Assert.ThrowsAsync<OssServiceException>(() => client.AllowUrlAsync(url, Cancel));
        Assert.Equal("NotDenied", again.Code);
    }

    [Fact]
    public async Task One_with_a_password_has_a_page_only_and_refusals_are_the_servers()
    {
        using var client = Connect();
        await client.PutObjectAsync(Bucket, "a", "text"u8.ToArray(), cancellationToken: Cancel);
        var made = await client.CreateLinkAsync(Bucket, "a", new LinkOptions { Password = "correct horse" }, Cancel);
        Assert.True(made is { Url: null, HasPassword: true, Page: not null });
        var missing = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.CreateLinkAsync(Bucket, "none", cancellationToken: Cancel)
        );
        Assert.Equal("NoSuchKey", missing.Code);
        var unknown = await Assert.ThrowsAsync<OssServiceException>(() => client.GetLinkAsync("LNKnone", Cancel));
        Assert.Equal("NoSuchLink", unknown.Code);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.CreateLinkAsync(Bucket, "a", new LinkOptions { Password = "short" }, Cancel)
        );
    }
}
