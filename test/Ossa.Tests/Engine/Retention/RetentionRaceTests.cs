using Ossa.Engine;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Engine.Retention;
using Ossa.Engine.Versions;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Retention;

/// <summary>A retention policy that comes between the steps of a write binds that write.</summary>
public sealed class RetentionRaceTests
{
    private const string Key = "key";

    private static readonly Dictionary<string, Func<OssaEngine, Bucket, Task>> Writes = new()
    {
        ["put"] = async (engine, bucket) =>
            await engine.Objects.PutAsync(bucket, Key, new NewObject(), TestStore.ReadFrom(Bytes.Of("new")), Cancel),
        ["delete"] = async (engine, bucket) => await engine.Objects.DeleteAsync(bucket, Key, Cancel),
        ["append"] = async (engine, bucket) =>
            await engine.Appender.AppendAsync(
                bucket,
                Key,
                3,
                new NewObject(),
                TestStore.ReadFrom(Bytes.Of("new")),
                Cancel
            ),
        ["link"] = async (engine, bucket) =>
            await engine.Symlinks.PutAsync(bucket, Key, "target", new NewObject(), Cancel),
        ["complete"] = async (engine, bucket) =>
        {
            var upload = await engine.Uploads.InitiateAsync(bucket, Key, new NewObject(), Cancel);
            var body = TestStore.ReadFrom(Bytes.Of("new"));
            await engine.Uploads.PutPartAsync(bucket, upload, 1, null, null, body, Cancel);
            await engine.Uploads.CompleteAsync(bucket, upload, null, Cancel);
        },
    };

    public static TheoryData<string> Names => [.. Writes.Keys];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_write_that_was_decided_before_the_policy_came_is_decided_again(string write)
    {
        await using var store = await OpenAsync();
        var before = await store.BucketAsync();
        // At the last moment: all is read and decided, and the batch that makes it so is about to be applied.
        store.Rows.BeforeBatch = async () =>
        {
            store.Rows.BeforeBatch = null;
            await store.Engine.Retention.InitiateAsync(await store.BucketAsync(), 1, Cancel);
        };
        await AssertRefusedAsync(() => Writes[write](store.Engine, before));
        Assert.Null(store.Rows.BeforeBatch);
        Assert.Equal("old", await store.ReadAsync(Key, version: null));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_write_by_a_record_from_before_the_policy_is_bound_by_it(string write)
    {
        await using var store = await OpenAsync();
        var before = await store.BucketAsync();
        await store.Engine.Retention.InitiateAsync(await store.BucketAsync(), 1, Cancel);
        await AssertRefusedAsync(() => Writes[write](store.Engine, before));
        Assert.Equal("old", await store.ReadAsync(Key, version: null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_would_change_a_protected_object_is_refused_before_its_body_is_read(bool appends)
    {
        await using var store = await OpenAsync();
        await store.Engine.Retention.InitiateAsync(await store.BucketAsync(), 1, Cancel);
        var bucket = await store.BucketAsync();
        ReadBody body = (_, _) => throw new InvalidOperationException("It was read.");
        await AssertRefusedAsync(async () =>
            _ = appends
                ? await store.Engine.Appender.AppendAsync(bucket, Key, 3, new NewObject(), body, Cancel)
                : await store.Engine.Objects.PutAsync(bucket, Key, new NewObject(), body, Cancel)
        );
    }

    [Fact]
    public async Task A_write_between_locking_and_extending_is_bound_by_the_longer_time()
    {
        await using var store = await OpenAsync();
        var bucket = await store.BucketAsync();
        var policy = await store.Engine.Retention.InitiateAsync(bucket, 1, Cancel);
        await store.Engine.Retention.LockAsync(bucket, policy.Id, Cancel);
        var before = await store.BucketAsync();
        store.Time.Advance(TimeSpan.FromDays(1));
        store.Rows.BeforeBatch = async () =>
        {
            store.Rows.BeforeBatch = null;
            await store.Engine.Retention.ExtendAsync(bucket, policy.Id, 2, Cancel);
        };
        await AssertRefusedAsync(() => Writes["delete"](store.Engine, before));
    }

    [Fact]
    public async Task A_switch_of_versioning_that_began_before_the_policy_never_undoes_it()
    {
        await using var store = await OpenAsync();
        var batches = 0;
        store.Rows.BeforeBatch = async () =>
        {
            if (++batches < 2)
            {
                return;
            }

            // The record says that versions are kept, and the head is about to; then the policy comes and is answered.
            store.Rows.BeforeBatch = null;
            var before = await store.BucketAsync();
            await store.Engine.Retention.InitiateAsync(await store.BucketAsync(), 1, Cancel);
            store.Rows.AfterRead = (
                "b/bucket"u8.ToArray(),
                () =>
                    AssertRefusedAsync(async () =>
                        await store.Engine.Objects.DeleteVersionAsync(before, Key, VersionId.Null, Cancel)
                    )
            );
        };
        await store.SwitchAsync(VersioningState.Enabled);
        Assert.Null(store.Rows.BeforeBatch);
        Assert.Null(store.Rows.AfterRead);
        Assert.Equal("old", await store.ReadAsync(Key, VersionId.Null));
        Assert.Equal(1, (await store.BucketAsync()).Retention.Days);
    }

    [Fact]
    public async Task A_policy_that_is_being_taken_back_never_undoes_one_like_it_that_follows_at_once()
    {
        await using var store = await OpenAsync();
        await store.Engine.Retention.InitiateAsync(await store.BucketAsync(), 1, Cancel);
        var batches = 0;
        store.Rows.BeforeBatch = async () =>
        {
            if (++batches < 2)
            {
                return;
            }

            // The record says that there is no policy, and the head is about to; then one of the same days and time comes and is answered.
            store.Rows.BeforeBatch = null;
            var between = await store.BucketAsync();
            await store.Engine.Retention.InitiateAsync(await store.BucketAsync(), 1, Cancel);
            store.Rows.AfterRead = (
                "b/bucket"u8.ToArray(),
                () => AssertRefusedAsync(() => Writes["delete"](store.Engine, between))
            );
        };
        await store.Engine.Retention.AbortAsync(await store.BucketAsync(), Cancel);
        Assert.Null(store.Rows.BeforeBatch);
        Assert.Null(store.Rows.AfterRead);
        Assert.Equal("old", await store.ReadAsync(Key, version: null));
        Assert.Equal(1, (await store.BucketAsync()).Retention.Days);
    }

    [Fact]
    public async Task A_head_that_does_not_name_its_policy_protects_as_well_and_comes_to_name_it()
    {
        await using var store = await OpenAsync();
        var policy = await store.Engine.Retention.InitiateAsync(await store.BucketAsync(), 1, Cancel);
        await store.Engine.Retention.LockAsync(await store.BucketAsync(), policy.Id, Cancel);
        var bucket = await store.BucketAsync();
        var head = PartitionHead.Of(bucket);
        Assert.NotEmpty(head.PolicyId);
        // So do the heads of older directories.
        var nameless = (head with { PolicyId = "" }).Encode();
        var batch = new WriteBatch().Put(RowFamily.Record, PartitionHead.Key, nameless);
        Assert.True(await store.Rows.ApplyAsync(bucket.Partition, batch, Cancel));

        await AssertRefusedAsync(() => Writes["delete"](store.Engine, bucket));
        store.Time.Advance(TimeSpan.FromDays(1));
        await Writes["delete"](store.Engine, bucket);
        Assert.Null(await store.ReadAsync(Key, version: null));
        var row = await store.Rows.GetAsync(bucket.Partition, RowFamily.Record, PartitionHead.Key, Cancel);
        Assert.Equal(head, PartitionHead.Decode(row));
    }

    [Fact]
    public async Task Objects_are_protected_once_the_bucket_says_so_although_storage_failed_amid_the_change()
    {
        await using var store = await OpenAsync();
        var batches = 0;
        // The record is written, the head of the partition is not.
        store.Rows.BeforeBatch = () => ++batches == 2 ? throw new IOException("broken") : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(async () =>
            await store.Engine.Retention.InitiateAsync(await store.BucketAsync(), 1, Cancel)
        );
        store.Rows.BeforeBatch = null;
        var bucket = await store.BucketAsync();
        Assert.NotNull(bucket.RetentionPolicy);
        await AssertRefusedAsync(() => Writes["delete"](store.Engine, bucket));
    }

    [Fact]
    public async Task Objects_are_protected_once_the_bucket_says_so_although_the_change_was_cancelled()
    {
        await using var store = await OpenAsync();
        using var caller = new CancellationTokenSource();
        store.Rows.AfterRead = ("h"u8.ToArray(), () => caller.CancelAsync());
        await store.Engine.Retention.InitiateAsync(await store.BucketAsync(), 1, caller.Token);
        Assert.Null(store.Rows.AfterRead);
        var bucket = await store.BucketAsync();
        await AssertRefusedAsync(() => Writes["delete"](store.Engine, bucket));
    }

    [Theory]
    [MemberData(nameof(TestStore.Kinds), MemberType = typeof(TestStore))]
    public async Task What_is_there_when_the_policy_is_answered_is_there_for_good(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var keys = Enumerable.Range(0, 200).Select(i => $"{i:D3}").ToArray();
        await Parallel.ForEachAsync(keys, Cancel, async (key, _) => await store.PutAsync(key, Bytes.Of("body")));

        var deleting = Parallel.ForEachAsync(keys, Cancel, async (key, _) => await TryDeleteAsync(store, key));
        var policy = await store.Engine.Retention.InitiateAsync(store.Bucket, 1, Cancel);
        var left = await ListAsync(store, keys);
        await deleting;
        await store.Engine.Retention.LockAsync(store.Bucket, policy.Id, Cancel);
        Assert.Equal(left, await ListAsync(store, keys));

        await store.ReopenAsync();
        Assert.Equal(new RetentionRule(1, null), store.Bucket.Retention);
        await Parallel.ForEachAsync(keys, Cancel, async (key, _) => await TryDeleteAsync(store, key));
        Assert.Equal(left, await ListAsync(store, keys));
    }

    private static async Task<InterleavedStore> OpenAsync()
    {
        var store = await InterleavedStore.OpenAsync();
        await store.Engine.Appender.AppendAsync(
            await store.BucketAsync(),
            Key,
            0,
            new NewObject(),
            TestStore.ReadFrom(Bytes.Of("old")),
            Cancel
        );
        return store;
    }

    private static async Task AssertRefusedAsync(Func<Task> write)
    {
        var refusal = await Assert.ThrowsAsync<OssException>(write);
        Assert.Equal(OssErrors.FileImmutable, refusal.Error);
    }

    private static async Task TryDeleteAsync(TestStore store, string key)
    {
        try
        {
            await store.Engine.Objects.DeleteAsync(store.Bucket, key, Cancel);
        }
        catch (OssException e) when (e.Error == OssErrors.FileImmutable)
        {
            // It stays, as it must.
        }
    }

    private static async Task<List<string>> ListAsync(TestStore store, IEnumerable<string> keys)
    {
        var left = new List<string>();
        foreach (var key in keys)
        {
            if (await store.Engine.Objects.FindAsync(store.Bucket, key, null, Cancel) is not null)
            {
                left.Add(key);
            }
        }

        return left;
    }
}
