using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine;

/// <summary>The collector comes to an end with a bucket, so that it comes to the others.</summary>
public sealed class CollectorPaceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bucket_that_makes_garbage_while_a_body_is_being_read_does_not_hold_the_collector()
    {
        const int most = 20;
        await using var store = await InterleavedStore.OpenAsync();
        var bucket = await store.BucketAsync();
        await UploadAsync(store);
        await using var reading = await store.Engine.Objects.OpenAsync(bucket, "parts", null, Cancel);
        await store.PutAsync("parts", Bytes.Of("replaced"));
        await store.PutAsync("key", new byte[100_000]);
        await store.PutAsync("key", new byte[100_000]);
        var replaced = 0;
        async Task ReplaceAsync()
        {
            store.Rows.BeforeBatch = null;
            await store.PutAsync("key", new byte[100_000]);
            store.Rows.BeforeBatch = ++replaced < most ? ReplaceAsync : null;
        }

        store.Rows.BeforeBatch = ReplaceAsync;
        await store.Engine.Collector.CollectAllAsync(Cancel);
        store.Rows.BeforeBatch = null;
        Assert.InRange(replaced, 1, most - 1);
        Assert.Equal(200_000, (await TestStore.ReadAllAsync(reading!.Body)).Length);
    }

    private static async Task UploadAsync(InterleavedStore store)
    {
        var bucket = await store.BucketAsync();
        var upload = await store.Engine.Uploads.InitiateAsync(bucket, "parts", new NewObject(), Cancel);
        for (var number = 1; number <= 2; number++)
        {
            await PutPartAsync(number);
        }

        Assert.NotNull(await store.Engine.Uploads.CompleteAsync(bucket, upload, null, Cancel));
        await store.Engine.Collector.CollectAllAsync(Cancel);

        async Task<PartRecord> PutPartAsync(int number) =>
            (
                await store.Engine.Uploads.PutPartAsync(
                    bucket,
                    upload,
                    number,
                    null,
                    null,
                    TestStore.ReadFrom(new byte[110_000 - 20_000 * (number - 1)]),
                    Cancel
                )
            )!;
    }
}
