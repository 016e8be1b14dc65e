using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine;

/// <summary>What becomes of versions when something happens between the steps of an operation.</summary>
public sealed class VersioningRaceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_version_named_null_is_found_while_it_becomes_an_older_one(bool deletes)
    {
        await using var store = await InterleavedStore.OpenAsync();
        await store.PutAsync("key", Bytes.Of("old"));
        await store.SwitchAsync(VersioningState.Enabled);
        var bucket = await store.BucketAsync();
        store.Rows.AfterRead = (
            "key"u8.ToArray(),
            async () =>
            {
                if (deletes)
                {
                    await store.Engine.Objects.DeleteAsync(bucket, "key", Cancel);
                }
                else
                {
                    await store.PutAsync("key", Bytes.Of("new"));
                }
            }
        );
        Assert.Equal("old", await store.ReadAsync("key", VersionId.Null));
        Assert.Null(store.Rows.AfterRead);
    }

    [Fact]
    public async Task The_version_named_null_is_deleted_by_a_request_from_before_versions_were_kept()
    {
        await using var store = await InterleavedStore.OpenAsync();
        await store.PutAsync("key", Bytes.Of("old"));
        var before = await store.BucketAsync();
        await store.SwitchAsync(VersioningState.Enabled);
        await store.PutAsync("key", Bytes.Of("newer"));
        var deleted = await store.Engine.Objects.DeleteVersionAsync(before, "key", VersionId.Null, Cancel);
        Assert.Equal("old".Length, deleted?.Size);
        Assert.Null(await store.ReadAsync("key", VersionId.Null));
        Assert.Equal("newer", await store.ReadAsync("key", version: null));
    }

    [Fact]
    public async Task A_deletion_from_before_versions_were_kept_makes_a_marker_although_there_is_no_object()
    {
        await using var store = await InterleavedStore.OpenAsync();
        var before = await store.BucketAsync();
        await store.SwitchAsync(VersioningState.Enabled);
        var marker = await store.Engine.Objects.DeleteAsync(before, "key", Cancel);
        Assert.True(marker?.IsDeleteMarker);
    }

    [Fact]
    public async Task The_list_of_the_version_named_null_can_be_changed_while_that_is_replaced()
    {
        await using var store = await InterleavedStore.OpenAsync();
        await store.SwitchAsync(VersioningState.Suspended);
        await store.PutAsync("key", Bytes.Of("old"));
        var bucket = await store.BucketAsync();
        store.Rows.AfterRead = ("k/key"u8.ToArray(), () => store.PutAsync("key", Bytes.Of("new")));
        var changed = await store.Engine.Objects.SetAclAsync(
            bucket,
            "key",
            VersionId.Null,
            CannedAcl.PublicRead,
            Cancel
        );
        Assert.Null(store.Rows.AfterRead);
        Assert.Equal(CannedAcl.PublicRead, changed?.Acl);
        Assert.Equal("new", await store.ReadAsync("key", VersionId.Null));
    }

    [Fact]
    public async Task Versions_are_kept_once_the_bucket_says_so_although_its_deletion_failed_meanwhile()
    {
        await using var store = await InterleavedStore.OpenAsync();
        store.Rows.BeforeBatch = async () =>
        {
            // Before the bucket is closed; its deletion then finds the object and opens it again.
            store.Rows.BeforeBatch = null;
            await store.PutAsync("key", Bytes.Of("one"));
            store.Rows.AfterRead = ("b/bucket"u8.ToArray(), () => store.SwitchAsync(VersioningState.Enabled).AsTask());
        };
        var refusal = await Assert.ThrowsAsync<OssException>(async () =>
            await store.Engine.Buckets.DeleteAsync(await store.BucketAsync(), Cancel)
        );
        Assert.Equal(OssErrors.BucketNotEmpty, refusal.Error);
        Assert.Null(store.Rows.AfterRead);
        await AssertVersionsAreKeptAsync(store);
    }

    [Fact]
    public async Task Versions_are_kept_once_the_bucket_says_so_although_the_switch_was_cancelled()
    {
        await using var store = await InterleavedStore.OpenAsync();
        await store.PutAsync("key", Bytes.Of("one"));
        using var caller = new CancellationTokenSource();
        store.Rows.AfterRead = ("h"u8.ToArray(), () => caller.CancelAsync());
        await store.Engine.Buckets.SetVersioningAsync(await store.BucketAsync(), VersioningState.Enabled, caller.Token);
        Assert.Null(store.Rows.AfterRead);
        await AssertVersionsAreKeptAsync(store);
    }

    [Fact]
    public async Task Versions_are_kept_once_the_bucket_says_so_although_storage_failed_amid_the_switch()
    {
        await using var store = await InterleavedStore.OpenAsync();
        await store.PutAsync("key", Bytes.Of("one"));
        var batches = 0;
        // The record is written, the head of the partition is not.
        store.Rows.BeforeBatch = () => ++batches == 2 ? throw new IOException("broken") : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(async () => await store.SwitchAsync(VersioningState.Enabled));
        store.Rows.BeforeBatch = null;
        await AssertVersionsAreKeptAsync(store);
    }

    [Fact]
    public async Task A_bucket_whose_deletion_happened_without_an_answer_takes_no_more_writes()
    {
        await using var store = await InterleavedStore.OpenAsync();
        var bucket = await store.BucketAsync();
        store.Rows.AfterBatch = partition =>
        {
            if (partition != bucket.Partition)
            {
                throw new IOException("no answer");
            }
        };
        await Assert.ThrowsAsync<IOException>(async () =>
            await store.Engine.Buckets.DeleteAsync(await store.BucketAsync(), Cancel)
        );
        store.Rows.AfterBatch = null;
        Assert.Null(await store.Engine.Buckets.FindAsync(InterleavedStore.BucketName, Cancel));
        var refusal = await Assert.ThrowsAsync<OssException>(async () =>
            await store.Engine.Objects.PutAsync(
                bucket,
                "key",
                new NewObject(),
                TestStore.ReadFrom(Bytes.Of("lost")),
                Cancel
            )
        );
        Assert.Equal(OssErrors.NoSuchBucket, refusal.Error);
    }

    private static async Task AssertVersionsAreKeptAsync(InterleavedStore store)
    {
        Assert.Equal(VersioningState.Enabled, (await store.BucketAsync()).Versioning);
        await store.PutAsync("key", Bytes.Of("two"));
        Assert.Equal("one", await store.ReadAsync("key", VersionId.Null));
    }
}
