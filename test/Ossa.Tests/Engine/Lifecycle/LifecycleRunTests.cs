using System.Text;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Engine.Lifecycle;
using Ossa.Engine.Listing;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Ossa.Tests.Engine.Checking;
using Ossa.Tests.Storage;
using Xunit;
using static Ossa.Tests.Engine.Lifecycle.LifecycleRules;

namespace Ossa.Tests.Engine.Lifecycle;

public sealed class LifecycleRunTests
{
    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_due_is_deleted_and_nothing_else(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await SetAsync(store, Expiring(1, "tmp/"));
        await store.PutAsync("tmp/old", Bytes.Pattern(300_000));
        await store.PutAsync("kept", Bytes.Pattern(10));
        store.Time.Advance(TimeSpan.FromDays(1));
        await store.PutAsync("tmp/new", Bytes.Pattern(10));
        Assert.Equal(0, (await RunAsync(store)).Acted);
        store.Time.Advance(TimeSpan.FromDays(1));
        var figures = await RunAsync(store);
        Assert.Equal((2, 1, 300_000), (figures.Judged, figures.Expired, figures.Bytes));
        Assert.Equal(["kept", "tmp/new"], await KeysAsync(store));
        Assert.Equal(0, (await RunAsync(store)).Acted);
        Assert.Equal(2, (await StatisticsAsync(store)).Objects);
        await AssertWholeAsync(store);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_a_retention_policy_protects_is_kept_until_that_is_over(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await SetAsync(store, Expiring(1, "tmp/"));
        await store.PutAsync("tmp/k", Bytes.Pattern(10));
        var policy = await store.Engine.Retention.InitiateAsync(store.Bucket, 3, Cancel);
        await store.Engine.Retention.LockAsync(store.Bucket, policy.Id, Cancel);
        store.Time.Advance(TimeSpan.FromDays(2));
        var early = await RunAsync(store);
        Assert.Equal((0, 1), (early.Acted, early.Kept));
        Assert.Equal(["tmp/k"], await KeysAsync(store));
        store.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await RunAsync(store)).Expired);
        Assert.Empty(await KeysAsync(store));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Where_versions_are_kept_an_object_is_hidden_then_gone_and_its_marker_last(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.PutAsync("k", Bytes.Pattern(10));
        await store.SwitchAsync(VersioningState.Enabled);
        await store.PutAsync("k", Bytes.Pattern(20));
        await SetAsync(
            store,
            Expiring(3) with
            {
                Id = "current",
                NoncurrentExpirationDays = 5,
            },
            Rule() with
            {
                Id = "markers",
                Expiration = new LifecycleExpiration { ExpiredObjectDeleteMarker = true },
            }
        );
        store.Time.Advance(TimeSpan.FromDays(4));
        Assert.Equal((1, 0), Outcome(await RunAsync(store)));
        Assert.Null(await store.ReadAsync("k"));
        Assert.Equal(Bytes.Pattern(10), await store.ReadAsync("k", VersionId.Null));

        // The first version was replaced at once, the second by the marker of today.
        store.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal((0, 1), Outcome(await RunAsync(store)));
        Assert.Null(await store.ReadAsync("k", VersionId.Null));
        store.Time.Advance(TimeSpan.FromDays(4));
        Assert.Equal((0, 1), Outcome(await RunAsync(store)));
        var last = await RunAsync(store);
        Assert.Equal((1, 1), (last.MarkersRemoved, last.Acted));
        var left = await store.Engine.Versions.ListAsync(store.Bucket, new VersionQuery("", "", "", null, 10), Cancel);
        Assert.Empty(left.Versions);
        Assert.Equal(0, (await StatisticsAsync(store)).DeleteMarkers);
        await AssertWholeAsync(store);

        static (long, long) Outcome(LifecycleFigures figures) => (figures.Expired, figures.VersionsDeleted);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task In_a_suspended_bucket_the_version_named_null_becomes_a_marker(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.SwitchAsync(VersioningState.Enabled);
        var old = await store.PutAsync("k", Bytes.Pattern(10));
        await store.SwitchAsync(VersioningState.Suspended);
        await store.PutAsync("k", Bytes.Pattern(20));
        await SetAsync(store, Expiring(1));
        store.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, (await RunAsync(store)).Expired);
        Assert.Equal(0, (await RunAsync(store)).Acted);
        var left = await store.Engine.Versions.ListAsync(store.Bucket, new VersionQuery("", "", "", null, 10), Cancel);
        Assert.Equal(
            [(VersionId.Null, true), (old.Version, false)],
            left.Versions.Select(found => (found.Record.Version, found.Record.IsDeleteMarker))
        );
        await AssertWholeAsync(store);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Transitions_change_the_class_and_the_figures_and_nothing_of_the_object(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var before = await store.PutAsync("k", Bytes.Pattern(5_000));
        await store.SwitchAsync(VersioningState.Enabled);
        await store.PutAsync("k", Bytes.Pattern(700));
        await SetAsync(
            store,
            Rule() with
            {
                Transitions = [Move(1, "IA"), Move(30, "ColdArchive")],
                NoncurrentTransitions = [Move(2, "Archive")],
            }
        );
        store.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, (await RunAsync(store)).Transitioned);
        store.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await RunAsync(store)).Transitioned);
        Assert.Equal(0, (await RunAsync(store)).Acted);
        var older = await store.Engine.Objects.FindAsync(store.Bucket, "k", VersionId.Null, Cancel);
        Assert.Equal(
            before with
            {
                StorageClass = "Archive",
                Metadata = older!.Metadata,
                Md5 = older.Md5,
                Tags = older.Tags,
            },
            older
        );
        var classes = (await StatisticsAsync(store)).Classes;
        Assert.Equal((1, 700), (classes["IA"].Objects, classes["IA"].Bytes));
        Assert.Equal((1, 5_000), (classes["Archive"].Objects, classes["Archive"].Bytes));

        store.Time.Advance(TimeSpan.FromDays(60));
        await RunAsync(store);
        var current = await store.Engine.Objects.FindAsync(store.Bucket, "k", null, Cancel);
        Assert.Equal(("ColdArchive", store.Time.GetUtcNow()), (current!.StorageClass, current.TransitionedAt));
        Assert.Equal(Bytes.Pattern(700), await store.ReadAsync("k"));
        await AssertWholeAsync(store);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Uploads_are_aborted_with_all_that_they_hold(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await SetAsync(store, Rule("a") with { AbortMultipartUpload = new LifecycleTime { Days = 1 } });
        foreach (var key in (string[])["a", "a", "b"])
        {
            var upload = await store.Engine.Uploads.InitiateAsync(store.Bucket, key, new NewObject(), Cancel);
            await store.PutPartAsync(upload, 1, Bytes.Pattern(150_000));
        }

        store.Time.Advance(TimeSpan.FromDays(2));
        var figures = await RunAsync(store);
        Assert.Equal((2, 2, 2), (figures.UploadsAborted, figures.Judged, figures.Acted));
        var statistics = await StatisticsAsync(store);
        Assert.Equal((1, 1), (statistics.Uploads, statistics.Parts));
        await AssertWholeAsync(store);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_dry_run_says_what_would_be_done_and_changes_nothing(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.FillAsync();
        await SetAsync(
            store,
            Expiring(1) with
            {
                NoncurrentExpirationDays = 1,
                AbortMultipartUpload = new LifecycleTime { Days = 1 },
            }
        );
        var before = await store.SnapshotAsync();
        var steps = new List<LifecycleStep>();
        var dry = new LifecycleRunOptions
        {
            DryRun = true,
            At = store.Time.GetUtcNow().AddDays(9),
            Report = (step, _) =>
            {
                steps.Add(step);
                return ValueTask.CompletedTask;
            },
        };
        var planned = await store.Engine.LifecycleRunner.RunAsync(dry, new LifecycleFailures(), Cancel);
        Assert.Equal(before, await store.SnapshotAsync());
        Assert.Equal(planned.Acted, steps.Count);
        Assert.True(planned.Acted > 0);
        Assert.All(steps, step => Assert.Equal(LifecycleOutcome.Planned, step.Outcome));
        Assert.Equal(default, store.Engine.LifecycleRunner.Total);

        store.Time.Advance(TimeSpan.FromDays(9));
        Assert.Equal(planned, await RunAsync(store));
    }

    [Theory]
    [InlineData(VersioningState.Never)]
    [InlineData(VersioningState.Enabled)]
    [InlineData(VersioningState.Suspended)]
    public async Task What_is_written_after_it_was_judged_is_never_deleted(VersioningState versioning)
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        if (versioning != VersioningState.Never)
        {
            await store.SwitchAsync(versioning);
        }

        await store.PutAsync("new", Bytes.Pattern(10));
        await store.PutAsync("tagged", Bytes.Pattern(10));
        await SetAsync(store, Expiring(1));
        store.Time.Advance(TimeSpan.FromDays(2));
        var steps = new List<LifecycleStep>();
        var isFirst = true;
        var options = new LifecycleRunOptions
        {
            // Comes after the judgement of an object and before the deed.
            Pace = async (_, _) =>
            {
                if (isFirst)
                {
                    isFirst = false;
                    await store.PutAsync("new", Bytes.Pattern(77));
                    await store.Engine.Objects.UpdateAsync(
                        store.Bucket,
                        "tagged",
                        null,
                        old => old with { Tags = [new("k", "v")] },
                        Cancel
                    );
                }
            },
            Report = (step, _) =>
            {
                steps.Add(step);
                return ValueTask.CompletedTask;
            },
        };
        var figures = await store.Engine.LifecycleRunner.RunAsync(options, new LifecycleFailures(), Cancel);
        Assert.Equal(0, figures.Acted);
        Assert.All(steps, step => Assert.Equal(LifecycleOutcome.Changed, step.Outcome));
        Assert.Equal(["new", "tagged"], steps.Select(step => step.Key));
        Assert.Equal(Bytes.Pattern(77), await store.ReadAsync("new"));
        Assert.Equal(Bytes.Pattern(10), await store.ReadAsync("tagged"));
    }

    [Fact]
    public async Task What_is_refused_is_kept_and_counted_and_the_rest_goes_on()
    {
        await using var store = await InterleavedStore.OpenAsync();
        await store.PutAsync("a", Bytes.Pattern(10));
        await store.PutAsync("b", Bytes.Pattern(10));
        var bucket = await store.BucketAsync();
        await store.Engine.Lifecycles.SetAsync(
            bucket,
            [Rule() with { Expiration = new LifecycleExpiration { Time = new() { CreatedBeforeDate = Day(9) } } }],
            Cancel
        );
        var batches = 0;
        store.Rows.BeforeBatch = () =>
            ++batches == 1 ? throw new OssException(OssErrors.ObjectWriteDenied) : Task.CompletedTask;
        var failures = new LifecycleFailures();
        var figures = await store.Engine.LifecycleRunner.RunAsync(new LifecycleRunOptions(), failures, Cancel);
        Assert.Equal((1, 1, 0), (figures.Kept, figures.Expired, failures.Buckets.Count));
        Assert.NotNull(await store.ReadAsync("a", null));
        Assert.Null(await store.ReadAsync("b", null));
        Assert.Equal(1, store.Engine.LifecycleRunner.Total.Figures.Kept);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_ends_with_the_rules_that_it_goes_by(bool setAnew)
    {
        await using var store = await InterleavedStore.OpenAsync();
        foreach (var key in (string[])["a", "b", "c"])
        {
            await store.PutAsync(key, Bytes.Pattern(10));
        }

        var bucket = await store.BucketAsync();
        var upload = await store.Engine.Uploads.InitiateAsync(bucket, "d", new NewObject(), Cancel);
        LifecycleRule[] rules = [Expiring(1) with { AbortMultipartUpload = new LifecycleTime { Days = 1 } }];
        await store.Engine.Lifecycles.SetAsync(bucket, rules, Cancel);
        store.Time.Advance(TimeSpan.FromDays(2));
        // The first object is about to be deleted.
        store.Rows.BeforeBatch = async () =>
        {
            store.Rows.BeforeBatch = null;
            await (
                setAnew
                    ? store.Engine.Lifecycles.SetAsync(bucket, [Expiring(100)], Cancel)
                    : store.Engine.Lifecycles.DeleteAsync(bucket, Cancel)
            );
        };
        var failures = new LifecycleFailures();
        var figures = await store.Engine.LifecycleRunner.RunAsync(new LifecycleRunOptions(), failures, Cancel);
        Assert.Equal((1, 1, 0), (figures.Expired, figures.Acted, failures.Buckets.Count));
        Assert.NotNull(await store.ReadAsync("b", null));
        Assert.NotNull(await store.ReadAsync("c", null));
        Assert.NotNull(await store.Engine.Uploads.FindAsync(bucket, "d", upload.Id, Cancel));
    }

    [Fact]
    public async Task An_upload_is_not_aborted_by_rules_that_are_gone()
    {
        await using var store = await InterleavedStore.OpenAsync();
        var bucket = await store.BucketAsync();
        var upload = await store.Engine.Uploads.InitiateAsync(bucket, "k", new NewObject(), Cancel);
        LifecycleRule[] rules = [Rule() with { AbortMultipartUpload = new LifecycleTime { Days = 1 } }];
        await store.Engine.Lifecycles.SetAsync(bucket, rules, Cancel);
        store.Time.Advance(TimeSpan.FromDays(2));
        var options = new LifecycleRunOptions
        {
            // Comes after the judgement and before the deed.
            Pace = (_, _) => store.Engine.Lifecycles.DeleteAsync(bucket, Cancel),
        };
        var figures = await store.Engine.LifecycleRunner.RunAsync(options, new LifecycleFailures(), Cancel);
        Assert.Equal((1, 0), (figures.Judged, figures.Acted));
        Assert.NotNull(await store.Engine.Uploads.FindAsync(bucket, "k", upload.Id, Cancel));
    }

    [Fact]
    public async Task A_bucket_that_cannot_be_read_is_named_and_does_not_hold_up_the_others()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var other = await store.Engine.Buckets.CreateAsync(
            "other-bucket",
            store.Engine.AccountId,
            Ossa.Protocol.Access.CannedAcl.Private,
            "Standard",
            "LRS",
            Cancel
        );
        await store.Engine.Objects.PutAsync(other, "k", new NewObject(), TestStore.ReadFrom([1]), Cancel);
        await store.Engine.Lifecycles.SetAsync(other, [Expiring(1)], Cancel);
        await SetAsync(store, Expiring(1));
        var broken = new WriteBatch().Put(RowFamily.Record, Encoding.ASCII.GetBytes("o/k"), [77]);
        await store.Storage.Metadata.ApplyAsync(store.Bucket.Partition, broken, Cancel);
        store.Time.Advance(TimeSpan.FromDays(2));
        var failures = new LifecycleFailures();
        var figures = await store.Engine.LifecycleRunner.RunAsync(new LifecycleRunOptions(), failures, Cancel);
        Assert.Equal(["bucket"], failures.Buckets);
        Assert.Equal(1, figures.Expired);
        Assert.Equal(1, store.Engine.LifecycleRunner.Total.Failures);
    }

    [Fact]
    public async Task Rules_are_read_anew_once_they_are_set_anew()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        await SetAsync(store, Expiring(1));
        var old = await store.Engine.Buckets.GetAsync("bucket", Cancel);
        Assert.Single(await store.Engine.Lifecycles.FindAsync(old, Cancel));
        await SetAsync(store, Expiring(1), Expiring(2));
        var bucket = await store.Engine.Buckets.GetAsync("bucket", Cancel);
        Assert.Equal(2, (await store.Engine.Lifecycles.FindAsync(bucket, Cancel)).Count);
        await store.Engine.Lifecycles.DeleteAsync(bucket, Cancel);
        bucket = await store.Engine.Buckets.GetAsync("bucket", Cancel);
        Assert.Empty(await store.Engine.Lifecycles.FindAsync(bucket, Cancel));
        await store.Engine.Buckets.DeleteAsync(store.Bucket, Cancel);
        var rows = await store.Storage.Metadata.ScanAsync(
            new PartitionId("control"),
            RowFamily.Record,
            KeyRange.Prefix(Bytes.Of("y/")),
            10,
            Cancel
        );
        Assert.Empty(rows);
    }

    [Fact]
    public void Only_the_outermost_prefixes_are_gone_over() =>
        Assert.Equal(
            ["a", "b/"],
            LifecycleWalk.Prefixes([
                Expiring(1, "b/x"),
                Expiring(1, "a/b"),
                Expiring(1, "a"),
                Expiring(1, "b/"),
                Expiring(1, "") with
                {
                    IsEnabled = false,
                },
            ])
        );

    private static async Task SetAsync(TestStore store, params LifecycleRule[] rules) =>
        await store.Engine.Lifecycles.SetAsync(store.Bucket, rules, Cancel);

    private static async Task<LifecycleFigures> RunAsync(TestStore store)
    {
        var failures = new LifecycleFailures();
        var figures = await store.Engine.LifecycleRunner.RunAsync(new LifecycleRunOptions(), failures, Cancel);
        Assert.Empty(failures.Buckets);
        return figures;
    }

    private static async Task<IEnumerable<string>> KeysAsync(TestStore store) =>
        (await store.Engine.Listing.ListAsync(store.Bucket, new ListQuery("", "", "", 100), Cancel)).Objects.Select(
            found => found.Key
        );

    private static ValueTask<Ossa.Engine.Statistics.BucketStatistics> StatisticsAsync(TestStore store) =>
        store.Engine.Statistics.ReadAsync(store.Bucket, Cancel);

    /// <summary>Once the collector has run there is nothing that a check would stumble over.</summary>
    private static async Task AssertWholeAsync(TestStore store)
    {
        await store.Engine.Collector.CollectAllAsync(Cancel);
        Assert.Empty(await store.CheckAsync());
    }
}
