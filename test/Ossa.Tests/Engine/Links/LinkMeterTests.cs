using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Links;

/// <summary>What is counted of links, over every storage engine.</summary>
public sealed class LinkMeterTests
{
    private const long Size = 10_000;

    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Of_many_downloads_that_begin_together_no_more_get_through_than_there_may_be(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var link = await MakeAsync(store, new LinkLimits { MaxDownloads = 3 });
        var began = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => Task.Run(() => BeginsAsync(store, link, Whole($"visitor {i}"))))
        );
        Assert.Equal(3, began.Count(got => got));
        Assert.Equal(new LinkUsage(3, 3 * Size), await UsageAsync(store, link));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_download_is_given_back_only_if_not_a_byte_was_sent(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var link = await MakeAsync(store, new LinkLimits { MaxDownloads = 1 });
        var pass = await BeginAsync(store, link, Whole("a"));
        await pass.EndAsync(0);
        Assert.Equal(new LinkUsage(0, 0), await UsageAsync(store, link));

        pass = await BeginAsync(store, link, Whole("a"));
        await pass.EndAsync(Size - 1);
        Assert.Equal(new LinkUsage(1, Size - 1), await UsageAsync(store, link));
        Assert.False(await BeginsAsync(store, link, Whole("a")));
        Assert.False(await BeginsAsync(store, link, Whole("b")));
        // What is left of it can still be fetched by whoever began.
        Assert.False(await BeginsAsync(store, link, Part("b", 1)));
        Assert.True(await BeginsAsync(store, link, Part("a", 1)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Parts_of_one_visitor_within_an_hour_are_one_download_up_to_its_size(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var link = await MakeAsync(store, new LinkLimits { MaxDownloads = 2 });
        for (var i = 0; i < 10; i++)
        {
            Assert.True(await BeginsAsync(store, link, Part("a", Size / 10)));
        }
        Assert.Equal(1, (await UsageAsync(store, link)).Downloads);
        Assert.True(await BeginsAsync(store, link, Part("a", Size / 20)));
        Assert.Equal(1, (await UsageAsync(store, link)).Downloads);
        Assert.True(await BeginsAsync(store, link, Part("a", 1)));
        Assert.Equal(2, (await UsageAsync(store, link)).Downloads);
        store.Time.Advance(TimeSpan.FromHours(1));
        Assert.False(await BeginsAsync(store, link, Part("a", 1)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_part_that_came_meanwhile_keeps_the_download_of_one_that_sent_nothing(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var link = await MakeAsync(store, new LinkLimits { MaxDownloads = 1 });
        var first = await BeginAsync(store, link, Part("a", 100));
        var second = await BeginAsync(store, link, Part("a", 200));
        await first.EndAsync(0);
        Assert.Equal(new LinkUsage(1, 200), await UsageAsync(store, link));
        await second.EndAsync(200);
        Assert.Equal(new LinkUsage(1, 200), await UsageAsync(store, link));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bytes_have_a_limit_of_their_own(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var link = await MakeAsync(store, new LinkLimits { MaxBytes = (2 * Size) + 5 });
        var pass = await BeginAsync(store, link, Whole("a"));
        Assert.True(await BeginsAsync(store, link, Whole("b")));
        Assert.False(await BeginsAsync(store, link, Whole("c")));
        Assert.True(await BeginsAsync(store, link, Part("c", 5)));
        await pass.EndAsync(10);
        Assert.True(await BeginsAsync(store, link, Part("d", Size - 10)));
        Assert.False(await BeginsAsync(store, link, Part("d", 1)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Without_limits_all_is_counted_and_nothing_refused(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var link = await MakeAsync(store, LinkLimits.None);
        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Task.Run(() => BeginAsync(store, link, Whole($"visitor {i}"))))
        );
        Assert.Equal(new LinkUsage(20, 20 * Size), await UsageAsync(store, link));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_counted_survives_a_stop(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var link = await MakeAsync(store, new LinkLimits { MaxDownloads = 1 });
        await BeginAsync(store, link, Whole("a"));
        await store.ReopenAsync();
        Assert.Equal(1, (await UsageAsync(store, link)).Downloads);
        Assert.False(await BeginsAsync(store, link, Whole("b")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_download_begins_after_the_link_was_revoked(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var link = await MakeAsync(store, LinkLimits.None);
        using var go = new ManualResetEventSlim();
        var revoked = Task.Run(async () =>
        {
            go.Wait(Cancel);
            await store.Engine.Links.RevokeAsync(link.Id, Cancel);
            return await UsageAsync(store, link);
        });
        var visits = Enumerable.Range(0, 20).Select(i => Task.Run(() => BeginsAsync(store, link, Whole($"{i}"))));
        go.Set();
        await Task.WhenAll(visits);
        Assert.Equal(await revoked, await UsageAsync(store, link));
        Assert.False(await BeginsAsync(store, link, Whole("later")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_ended_long_ago_is_cleared_away_and_what_holds_stays(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var brief = await MakeAsync(store, LinkLimits.None);
        var lasting = await MakeAsync(store, new LinkLimits { MaxDownloads = 1 }, days: 366);
        await BeginAsync(store, brief, Whole("a"));
        await BeginAsync(store, lasting, Whole("a"));
        store.Time.Advance(TimeSpan.FromDays(1 + 90) - TimeSpan.FromSeconds(1));
        await SweepAsync(store);
        Assert.NotNull(await store.Engine.Links.FindAsync(brief.Id, Cancel));
        store.Time.Advance(TimeSpan.FromSeconds(1));
        // What is disturbed is left to the next sweep, and the checking engine disturbs at random.
        for (var sweep = 0; sweep < 64 && await store.Engine.Links.FindAsync(brief.Id, Cancel) is not null; sweep++)
        {
            await SweepAsync(store);
        }

        Assert.Null(await store.Engine.Links.FindAsync(brief.Id, Cancel));
        Assert.Equal(default, await UsageAsync(store, brief));
        Assert.Equal(1, (await UsageAsync(store, lasting)).Downloads);
        Assert.False(await BeginsAsync(store, lasting, Whole("a")));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_stays_and_keeps_nothing_else()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var ended = await MakeAsync(store, LinkLimits.None);
        await BeginAsync(store, ended, Whole("a"));
        byte[][] damaged = [LinkRows.Denied("0"), "l/LNK0"u8.ToArray(), LinkRows.Reservation(ended.Id, "b")];
        var partition = new PartitionId("links");
        foreach (var row in damaged)
        {
            await store.Storage.Metadata.ApplyAsync(
                partition,
                new WriteBatch().Put(RowFamily.Record, row, [99]),
                Cancel
            );
        }

        store.Time.Advance(TimeSpan.FromDays(91));
        await SweepAsync(store);
        var all = new KeyRange(default, null);
        var left = await store.Storage.Metadata.ScanAsync(partition, RowFamily.Record, all, 10, Cancel);
        // A counter of what is no more stays, too: it counts nothing.
        byte[][] expected = [.. damaged[..2], LinkRows.CountOf(null, null), damaged[2]];
        Assert.Equal(expected, left.Select(row => row.Key));
    }

    private static LinkVisit Whole(string visitor) => new(visitor, Size, Size, IsRange: false);

    private static LinkVisit Part(string visitor, long bytes) => new(visitor, Size, bytes, IsRange: true);

    private static Task<Link> MakeAsync(TestStore store, LinkLimits limits, int days = 1) =>
        store
            .Engine.Links.CreateAsync(
                new LinkRequest("bucket", "key", store.Time.GetUtcNow().AddDays(days)) { Limits = limits },
                Cancel
            )
            .AsTask();

    private static Task<LinkPass> BeginAsync(TestStore store, Link link, LinkVisit visit) =>
        store.Engine.LinkMeter.BeginAsync(link.Id, visit, Cancel).AsTask();

    private static async Task<bool> BeginsAsync(TestStore store, Link link, LinkVisit visit)
    {
        try
        {
            await BeginAsync(store, link, visit);
            return true;
        }
        catch (OssException e) when (e.Error == LinkErrors.UsedUp || e.Error == LinkErrors.Revoked)
        {
            return false;
        }
    }

    private static ValueTask<LinkUsage> UsageAsync(TestStore store, Link link) =>
        store.Engine.LinkMeter.ReadAsync(link.Id, Cancel);

    /// <summary>What the collector does once an hour.</summary>
    private static ValueTask SweepAsync(TestStore store)
    {
        var rows = new LinkRows(store.Storage.Metadata);
        return new LinkSweep(rows, new DeniedUrlStore(rows, store.Time), store.Time).RunAsync(Cancel);
    }
}
