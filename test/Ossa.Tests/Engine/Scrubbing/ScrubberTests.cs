using Microsoft.Extensions.Time.Testing;
using Ossa.Engine;
using Ossa.Engine.Checking;
using Ossa.Engine.Scrubbing;
using Ossa.Storage;
using Ossa.Tests.Engine.Checking;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Scrubbing;

public sealed class ScrubberTests
{
    private static readonly PartitionId Control = new("control");

    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    private static EngineOptions AsFastAsItGoes => new() { ScrubBytesPerSecond = long.MaxValue };

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_scrub_reads_every_body_and_finds_a_whole_store_whole(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind, AsFastAsItGoes);
        await store.PutAsync("small", Bytes.Pattern(900));
        await store.PutAsync("large", Bytes.Pattern(9_000_000));
        var scrubs = new Scrubs();
        await store.Engine.Scrubber.ScrubAsync(scrubs, Cancel);
        var now = store.Time.GetUtcNow();
        Assert.Equal(new ScrubSummary(now, now, 2, 9_000_900, 0), store.Engine.Scrubber.Last);
        Assert.Equal(new ScrubTotal(2, 9_000_900, 0, 0), store.Engine.Scrubber.Total);
        Assert.False(store.Engine.Scrubber.IsRunning);
        Assert.Empty(scrubs.Damages);
        // The note of it is nothing that a check would stumble over.
        Assert.Empty(await store.CheckAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_scrub_repairs_nothing(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind, AsFastAsItGoes);
        await store.FillAsync();
        await store.RemoveRowAsync("o/kept");
        var before = await store.SnapshotAsync();
        var scrubs = new Scrubs();
        await store.Engine.Scrubber.ScrubAsync(scrubs, Cancel);
        await store.Engine.Scrubber.ScrubAsync(scrubs, Cancel);
        Assert.Equal([FindingKind.WrongCurrent, FindingKind.WrongCurrent], scrubs.Damages.Select(found => found.Kind));
        Assert.Equal(before, await store.SnapshotAsync());
        Assert.Equal((1, 2), (store.Engine.Scrubber.Last!.Damaged, store.Engine.Scrubber.Total.Damaged));
    }

    [Fact]
    public async Task A_damaged_file_is_found_with_its_object()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local, AsFastAsItGoes);
        await store.PutAsync("good", Bytes.Pattern(9_000_000));
        var id = (await store.PutAsync("bad", Bytes.Pattern(9_000_000))).Body.Id.ToString();
        var path = Directory.EnumerateFiles(store.Path, id, SearchOption.AllDirectories).Single();
        await using (var file = File.OpenWrite(path))
        {
            file.Position = 8_000_000;
            file.WriteByte(0);
        }

        var scrubs = new Scrubs();
        await store.Engine.Scrubber.ScrubAsync(scrubs, Cancel);
        var damage = Assert.Single(scrubs.Damages);
        Assert.Equal((FindingKind.DamagedBody, "bucket", "bad"), (damage.Kind, damage.Bucket, damage.Key));
        Assert.Equal(1, store.Engine.Scrubber.Last!.Damaged);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_restart_does_not_begin_again_before_it_is_time(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind, AsFastAsItGoes);
        var first = await RunAsync(store.Engine.Scrubber, store.Time, Scrubber.StartDelay);
        store.Time.Advance(TimeSpan.FromHours(1));
        await store.ReopenAsync();
        Assert.Equal(first, store.Engine.Scrubber.Last);
        var second = await RunAsync(
            store.Engine.Scrubber,
            store.Time,
            Scrubber.StartDelay,
            TimeSpan.FromDays(1),
            TimeSpan.FromDays(6)
        );
        Assert.InRange(second.StartedAt - first.StartedAt, TimeSpan.FromDays(7), TimeSpan.FromDays(8));
    }

    [Fact]
    public async Task A_last_scrub_in_the_future_holds_none_up()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory, AsFastAsItGoes);
        store.Time.Advance(TimeSpan.FromDays(30_000));
        await store.Engine.Scrubber.ScrubAsync(new Scrubs(), Cancel);
        var time = new FakeTimeProvider();
        var earlier = await OssaEngine.OpenAsync(store.Storage, AsFastAsItGoes, time, Cancel);
        Assert.True(earlier.Scrubber.Last!.StartedAt > time.GetUtcNow());
        var scrub = await RunAsync(earlier.Scrubber, time, Scrubber.StartDelay);
        Assert.Equal(time.GetUtcNow(), scrub.StartedAt);
    }

    [Fact]
    public async Task A_note_that_cannot_be_read_is_named_and_replaced()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local, AsFastAsItGoes);
        var broken = new WriteBatch().Put(RowFamily.Record, Bytes.Of("l/scrub"), [77]);
        await store.Storage.Metadata.ApplyAsync(Control, broken, Cancel);
        await store.ReopenAsync();
        Assert.Null(store.Engine.Scrubber.Last);
        Assert.Equal(FindingKind.UnreadableRow, Assert.Single(await store.CheckAsync()).Kind);
        await store.Engine.Scrubber.ScrubAsync(new Scrubs(), Cancel);
        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task A_scrub_keeps_to_its_pace_and_can_be_stopped_amid_it()
    {
        var slow = new EngineOptions { ScrubBytesPerSecond = 1024 };
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory, slow);
        await store.PutAsync("a", Bytes.Pattern(300_000));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var scrubs = new Scrubs();
        // Nobody turns the clock, so that it waits for its first bytes to be paid for.
        var running = store.Engine.Scrubber.ScrubAsync(scrubs, stop.Token);
        Assert.True(store.Engine.Scrubber.IsRunning);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.False(store.Engine.Scrubber.IsRunning);
        Assert.Null(store.Engine.Scrubber.Last);
        Assert.Equal(0, store.Engine.Scrubber.Total.Failures);
    }

    /// <summary>Runs the scrubber until its next scrub has ended, while the clock goes on in steps.</summary>
    private static async Task<ScrubSummary> RunAsync(Scrubber scrubber, FakeTimeProvider time, params TimeSpan[] steps)
    {
        var scrubs = new Scrubs();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = scrubber.RunAsync(scrubs, stop.Token);
        foreach (var step in steps)
        {
            time.Advance(step);
        }

        var summary = await scrubs.NextAsync(Cancel);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        return summary;
    }
}
