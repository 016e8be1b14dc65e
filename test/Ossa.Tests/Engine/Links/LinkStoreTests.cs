using Ossa.Engine;
using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Links;

/// <summary>Links as they are kept, over every storage engine.</summary>
public sealed class LinkStoreTests
{
    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_link_is_read_back_as_it_was_made(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var links = store.Engine.Links;
        var now = store.Time.GetUtcNow();
        var made = await links.CreateAsync(
            new LinkRequest("bucket", "über/+ %😀", now.AddDays(30))
            {
                Name = "for Ann",
                NotBefore = now.AddHours(1),
                Disposition = "attachment",
                Limits = new LinkLimits
                {
                    MaxDownloads = 3,
                    MaxBytes = 10L << 30,
                    BytesPerSecond = 5_000_000,
                    Addresses = ["10.0.0.0/8", "2001:db8::/32"],
                },
            },
            Cancel
        );
        var plain = await links.CreateAsync(new LinkRequest("bucket", "k", now.AddSeconds(1)), Cancel);
        await store.ReopenAsync();
        links = store.Engine.Links;
        Assert.Equivalent(made, await links.GetAsync(made.Id, Cancel), strict: true);
        Assert.Equivalent(plain, await links.GetAsync(plain.Id, Cancel), strict: true);
        var listed = await links.ListAsync(Cancel).Select(link => link.Id).ToListAsync(Cancel);
        Assert.Equal(new[] { made.Id, plain.Id }.Order(StringComparer.Ordinal), listed);
        Assert.StartsWith("LNK", made.Id, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_link_is_to_its_bucket_and_one_that_does_not_say_which_to_any_that_is_older(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var request = new LinkRequest("bucket", "k", store.Time.GetUtcNow().AddDays(1));
        var unsaid = await store.Engine.Links.CreateAsync(request, Cancel);
        var said = await store.Engine.Links.CreateAsync(
            request with
            {
                Incarnation = store.Bucket.Incarnation,
            },
            Cancel
        );
        await store.ReopenAsync();
        unsaid = await store.Engine.Links.GetAsync(unsaid.Id, Cancel);
        said = await store.Engine.Links.GetAsync(said.Id, Cancel);
        Assert.True(unsaid.IsTo(store.Bucket));
        Assert.True(said.IsTo(store.Bucket));
        await store.Engine.Buckets.DeleteAsync(store.Bucket, Cancel);
        store.Time.Advance(TimeSpan.FromMilliseconds(1));
        var again = await store.Engine.Buckets.CreateAsync(
            "bucket",
            store.Engine.AccountId,
            acl: null,
            "Standard",
            "LRS",
            Cancel
        );
        Assert.False(unsaid.IsTo(again));
        Assert.False(said.IsTo(again));
        Assert.False(said.IsTo(again with { CreatedAt = store.Bucket.CreatedAt }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_link_to_upload_by_is_read_back_as_it_was_made_with_what_was_counted(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var made = await store.Engine.Links.CreateAsync(
            new LinkRequest("bucket", "inbox/", store.Time.GetUtcNow().AddDays(1))
            {
                Kind = LinkKind.Upload,
                MayOverwrite = true,
                Limits = new LinkLimits
                {
                    MaxFiles = 2,
                    MaxFileBytes = 10L << 30,
                    Types = ["image/*", "application/vnd.ms-excel"],
                },
            },
            Cancel
        );
        await store.Engine.LinkMeter.BeginUploadAsync(made.Id, Cancel);
        await store.Engine.LinkMeter.EndUploadAsync(made.Id, 7);
        await store.Engine.LinkMeter.BeginUploadAsync(made.Id, Cancel);
        // A crash amid an upload leaves it counted.
        await store.ReopenAsync();
        Assert.Equivalent(made, await store.Engine.Links.GetAsync(made.Id, Cancel), strict: true);
        Assert.Equal(new LinkUsage(0, 7) { Files = 2 }, await store.Engine.LinkMeter.ReadAsync(made.Id, Cancel));
        await RefusedAsync(store, made, LinkErrors.UsedUp);
        await store.Engine.LinkMeter.EndUploadAsync(made.Id, storedBytes: null);
        await store.Engine.Links.RevokeAsync(made.Id, Cancel);
        await RefusedAsync(store, made, LinkErrors.Revoked);
    }

    [Fact]
    public async Task A_user_has_so_many_links_and_no_more_and_others_have_theirs()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var creator = new LinkCreator("alice", "2001");
        var request = new LinkRequest("bucket", "k", store.Time.GetUtcNow().AddDays(1));
        await store.Storage.Metadata.ApplyAsync(
            new PartitionId("links"),
            new WriteBatch().Increment(LinkRows.CountOf(null, creator), Limits.MaxLinks - 1),
            Cancel
        );
        var links = store.Engine.Links;
        await links.CreateAsync(request with { Creator = creator }, Cancel);
        var refusal = await Assert.ThrowsAsync<OssException>(async () =>
            await links.CreateAsync(request with { Creator = creator }, Cancel)
        );
        Assert.Equal(LinkErrors.TooManyLinks, refusal.Error);
        await links.CreateAsync(request, Cancel);
        await links.CreateAsync(request with { Account = "other" }, Cancel);
        // What is cleared away is counted no longer.
        store.Time.Advance(TimeSpan.FromDays(92));
        var rows = new LinkRows(store.Storage.Metadata);
        await new LinkSweep(rows, store.Engine.DeniedUrls, store.Time).RunAsync(Cancel);
        request = request with { ExpiresAt = store.Time.GetUtcNow().AddDays(1) };
        await links.CreateAsync(request with { Creator = creator }, Cancel);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_listed_by_its_id_beside_the_others()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var made = await MakeAsync(store);
        await store.Storage.Metadata.ApplyAsync(
            new PartitionId("links"),
            new WriteBatch().Put(RowFamily.Record, LinkRows.Link("LNK-damaged"), [99]),
            Cancel
        );
        var listed = await store.Engine.Links.ListAsync(Cancel).ToListAsync(Cancel);
        Assert.Equal(
            [("LNK-damaged", LinkState.Damaged), (made.Id, LinkState.Active)],
            listed.Select(link => (link.Id, link.StateAt(store.Time.GetUtcNow())))
        );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Its_secret_is_its_own_and_survives_a_stop(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var (one, other) = (await MakeAsync(store), await MakeAsync(store));
        var before = await store.Engine.Links.OpenKeyAsync(one, Cancel);
        Assert.Equal(one.Id, before.Id);
        Assert.NotEqual(before.Secret, (await store.Engine.Links.OpenKeyAsync(other, Cancel)).Secret);
        await store.ReopenAsync();
        Assert.Equal(before, await store.Engine.Links.OpenKeyAsync(one, Cancel));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Its_end_can_be_moved_until_it_is_revoked(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var links = store.Engine.Links;
        var now = store.Time.GetUtcNow();
        var link = await MakeAsync(store);
        await links.ExtendAsync(link.Id, now.AddDays(100), Cancel);
        store.Time.Advance(TimeSpan.FromDays(99));
        Assert.Equal(LinkState.Active, await StateAsync());
        store.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(LinkState.Expired, await StateAsync());
        await links.ExtendAsync(link.Id, store.Time.GetUtcNow().AddDays(1), Cancel);
        Assert.Equal(LinkState.Active, await StateAsync());
        var revoked = await links.RevokeAsync(link.Id, Cancel);
        Assert.Equal(LinkState.Revoked, await StateAsync());
        await RefusedAsync(LinkErrors.Revoked, links.ExtendAsync(link.Id, now.AddDays(200), Cancel).AsTask());
        store.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(revoked.RevokedAt, (await links.RevokeAsync(link.Id, Cancel)).RevokedAt);

        async Task<LinkState> StateAsync() => (await links.GetAsync(link.Id, Cancel)).StateAt(store.Time.GetUtcNow());
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var now = store.Time.GetUtcNow();
        var good = new LinkRequest("bucket", "key", now.AddDays(1));
        LinkRequest[] bad =
        [
            good with
            {
                ExpiresAt = now,
            },
            good with
            {
                ExpiresAt = now.AddDays(367),
            },
            good with
            {
                NotBefore = now.AddDays(1),
            },
            good with
            {
                Name = new string('n', 129),
            },
            good with
            {
                Disposition = new string('d', 1025),
            },
            good with
            {
                Limits = new LinkLimits { Addresses = ["010.0.0.1"] },
            },
            good with
            {
                Limits = new LinkLimits { MaxDownloads = 0 },
            },
            good with
            {
                Limits = new LinkLimits { MaxBytes = -1 },
            },
            good with
            {
                Limits = new LinkLimits { BytesPerSecond = 1 },
            },
            good with
            {
                Limits = new LinkLimits { Addresses = ["10.0.0.0/33"] },
            },
            good with
            {
                Limits = new LinkLimits { Addresses = [.. Enumerable.Repeat("10.0.0.1", 33)] },
            },
        ];
        foreach (var request in bad)
        {
            await RefusedAsync(LinkErrors.InvalidArgument, store.Engine.Links.CreateAsync(request, Cancel).AsTask());
        }
        Assert.Empty(await store.Engine.Links.ListAsync(Cancel).ToListAsync(Cancel));
        await RefusedAsync(LinkErrors.NoSuchLink, store.Engine.Links.RevokeAsync("LNKnone", Cancel).AsTask());
    }

    private static Task<Link> MakeAsync(TestStore store) =>
        store
            .Engine.Links.CreateAsync(new LinkRequest("bucket", "key", store.Time.GetUtcNow().AddDays(1)), Cancel)
            .AsTask();

    private static async Task RefusedAsync(OssError error, Task call) =>
        Assert.Equal(error, (await Assert.ThrowsAsync<OssException>(() => call)).Error);

    private static async Task RefusedAsync(TestStore store, Link link, OssError error)
    {
        var refusal = await Assert.ThrowsAsync<OssException>(async () =>
            await store.Engine.LinkMeter.BeginUploadAsync(link.Id, Cancel)
        );
        Assert.Equal(error, refusal.Error);
    }
}
