using Ossa.Engine.Buckets;
using Ossa.Engine.Checking;
using Ossa.Protocol.Access;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Checking;

public sealed class StoreCheckTests
{
    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_store_with_one_of_everything_has_no_finding(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.FillAsync();
        Assert.Empty(await store.CheckAsync());
        Assert.Empty(await store.CheckAsync(new CheckOptions { Quick = true }));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_busy_history_leaves_no_finding_and_repairing_changes_nothing(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        foreach (var versioning in new[] { VersioningState.Never, VersioningState.Enabled, VersioningState.Suspended })
        {
            if (versioning != VersioningState.Never)
            {
                await store.SwitchAsync(versioning);
            }

            await store.LiveAsync(seed: (int)versioning + 1, steps: 120);
            // Whatever waits for the collector is named by its queue.
            Assert.Empty(await store.CheckAsync());
            var before = await store.SnapshotAsync();
            Assert.Empty(await store.CheckAsync(new CheckOptions { Repair = true }));
            Assert.Equal(before, await store.SnapshotAsync());
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_bucket_that_was_deleted_leaves_no_finding(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.PutAsync("a", Bytes.Pattern(100_000));
        await store.Engine.Objects.DeleteAsync(store.Bucket, "a", Cancel);
        await store.Engine.Buckets.DeleteAsync(store.Bucket, Cancel);
        // Its blob waits in the partition that was dropped.
        Assert.Equal(1, await store.CountBlobsAsync());
        Assert.Empty(await store.CheckAsync());
        await store.Engine.Collector.CollectAllAsync(Cancel);
        Assert.Empty(await store.CheckAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_check_of_one_bucket_sees_only_that_one(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.FillAsync();
        await store.Engine.Buckets.CreateAsync(
            "other",
            store.Engine.AccountId,
            CannedAcl.Private,
            "Standard",
            "LRS",
            Cancel
        );
        await store.PutRowAsync("o/broken", [77]);
        Assert.Empty(await store.CheckAsync(new CheckOptions { Bucket = "other" }));
        var finding = Assert.Single(await store.CheckAsync(new CheckOptions { Bucket = "bucket" }));
        Assert.Equal((FindingKind.UnreadableRow, "bucket", "broken"), (finding.Kind, finding.Bucket, finding.Key));
    }

    [Fact]
    public async Task A_check_counts_what_it_reads_and_can_be_paced()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        await store.PutAsync("a", Bytes.Pattern(3_000_000));
        var paced = 0L;
        var figures = await store.Engine.Check.RunAsync(
            new CheckOptions
            {
                Pace = (count, _) =>
                {
                    paced += count;
                    return ValueTask.CompletedTask;
                },
            },
            (_, _) => ValueTask.CompletedTask,
            Cancel
        );
        Assert.Equal(new CheckFigures(Buckets: 1, Records: 1, Bytes: 3_000_000, 0, 0, 0), figures);
        // Rows take time, too.
        Assert.InRange(paced, 3_000_001, 3_100_000);
    }

    [Fact]
    public async Task A_check_can_be_cancelled()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        await store.PutAsync("a", Bytes.Pattern(3_000_000));
        using var cancelled = new CancellationTokenSource();
        var options = new CheckOptions
        {
            Pace = async (_, cancellationToken) =>
            {
                await cancelled.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            store.Engine.Check.RunAsync(options, (_, _) => ValueTask.CompletedTask, cancelled.Token).AsTask()
        );
    }
}
