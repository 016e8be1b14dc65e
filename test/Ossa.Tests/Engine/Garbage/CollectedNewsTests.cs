using Ossa.Engine.Garbage;
using Ossa.Engine.Objects;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Garbage;

/// <summary>What is given up is freed at once, and found without a look through the queue, in which a store passes over all that was freed before.</summary>
public sealed class CollectedNewsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_replaced_and_deleted_is_freed_without_a_look_through_the_queue()
    {
        await using var store = await InterleavedStore.OpenAsync();
        var bucket = await store.BucketAsync();
        await store.PutAsync("key", new byte[100_000]);
        await store.PutAsync("other", new byte[110_000]);
        await store.PutAsync("key", new byte[120_000]);
        await store.Engine.Objects.DeleteAsync(bucket, "other", Cancel);
        store.Rows.BeforeScan = partition => Assert.NotEqual(bucket.Partition, partition);
        await store.Engine.Collector.CollectNewsAsync(Cancel);
        Assert.Equal((2, 210_000), (store.Engine.Collector.Total.Bodies, store.Engine.Collector.Total.Bytes));
        await AssertNothingIsLeftAsync(store);
    }

    [Fact]
    public async Task What_waits_for_a_reader_is_freed_once_he_is_done()
    {
        await using var store = await InterleavedStore.OpenAsync();
        var bucket = await store.BucketAsync();
        await AppendAsync(store, 0, 100_000);
        await AppendAsync(store, 100_000, 110_000);
        var reading = await store.Engine.Objects.OpenAsync(bucket, "log", null, Cancel);
        // Each has the pieces of the one before it, so that none of them can go before the first.
        await AppendAsync(store, 210_000, 120_000);
        await AppendAsync(store, 330_000, 130_000);
        await store.PutAsync("log", []);
        store.Rows.BeforeScan = partition => Assert.NotEqual(bucket.Partition, partition);
        await store.Engine.Collector.CollectNewsAsync(Cancel);
        Assert.Equal(3, store.Engine.Collector.Waiting);
        Assert.Equal(210_000, (await TestStore.ReadAllAsync(reading!.Body)).Length);

        await AssertFreedOnceReadAsync(store, reading);
        Assert.Equal(460_000, store.Engine.Collector.Total.Bytes);
    }

    [Fact]
    public async Task More_than_can_be_named_that_waits_for_a_reader_is_freed_once_he_is_done()
    {
        await using var store = await InterleavedStore.OpenAsync();
        const int many = GarbageQueue.MostNamed + 100;
        await AppendAsync(store, 0, 70_000);
        await AppendAsync(store, 70_000, 10);
        var reading = await store.Engine.Objects.OpenAsync(await store.BucketAsync(), "log", null, Cancel);
        for (var i = 0; i < many; i++)
        {
            await AppendAsync(store, 70_010 + 10 * i, 10);
        }

        await store.Engine.Collector.CollectNewsAsync(Cancel);
        Assert.Equal(GarbageQueue.MostNamed, store.Engine.Collector.Waiting);
        await AssertFreedOnceReadAsync(store, reading!);
    }

    [Fact]
    public async Task What_one_who_looks_has_left_another_does_not_forget()
    {
        await using var store = await InterleavedStore.OpenAsync();
        await AppendAsync(store, 0, 100_000);
        await AppendAsync(store, 100_000, 110_000);
        var reading = await store.Engine.Objects.OpenAsync(await store.BucketAsync(), "log", null, Cancel);
        await store.PutAsync("key", new byte[100_000]);
        await store.PutAsync("key", []);
        store.Rows.BeforeBatch = async () =>
        {
            // The one who is in the midst of looking knows nothing of this.
            store.Rows.BeforeBatch = null;
            await AppendAsync(store, 210_000, 120_000);
            await store.PutAsync("log", []);
            await store.Engine.Collector.CollectNewsAsync(Cancel);
        };
        await store.Engine.Collector.CollectNewsAsync(Cancel);
        Assert.Equal(2, store.Engine.Collector.Waiting);
        await AssertFreedOnceReadAsync(store, reading!);
    }

    [Fact]
    public async Task More_than_can_be_named_is_freed_all_the_same()
    {
        await using var store = await InterleavedStore.OpenAsync();
        const int many = GarbageQueue.MostNamed + 100;
        for (var i = 0; i <= many; i++)
        {
            await store.PutAsync("key", new byte[66_000]);
        }

        await store.Engine.Collector.CollectNewsAsync(Cancel);
        Assert.Equal(many, store.Engine.Collector.Total.Bodies);
    }

    private static async Task AssertFreedOnceReadAsync(InterleavedStore store, OpenObject reading)
    {
        await reading.DisposeAsync();
        await store.Engine.Collector.CollectNewsAsync(Cancel);
        Assert.Equal(0, store.Engine.Collector.Waiting);
        await AssertNothingIsLeftAsync(store);
    }

    /// <summary>Not even a look through all that is queued finds anything.</summary>
    private static async Task AssertNothingIsLeftAsync(InterleavedStore store)
    {
        store.Rows.BeforeScan = null;
        Assert.Equal(0, (await store.Engine.Collector.CollectAllAsync(Cancel)).Bodies);
    }

    private static async Task AppendAsync(InterleavedStore store, long position, int length) =>
        await store.Engine.Appender.AppendAsync(
            await store.BucketAsync(),
            "log",
            position,
            new NewObject { ExpectedBytes = length },
            TestStore.ReadFrom(new byte[length]),
            Cancel
        );
}
