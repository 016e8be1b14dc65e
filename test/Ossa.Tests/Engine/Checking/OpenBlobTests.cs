using Ossa.Engine.Checking;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Checking;

/// <summary>A check that goes slowly keeps no space from being freed.</summary>
public sealed class OpenBlobTests
{
    private const int Length = 9_000_000;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Fact]
    public async Task No_blob_is_open_while_a_check_waits()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        await store.PutAsync("a", Bytes.Pattern(Length));
        var blobs = new CountedBlobs(store.Storage.Blobs);
        var largest = 0;
        var options = new CheckOptions
        {
            Pace = (count, _) =>
            {
                Assert.Equal(0, blobs.Open);
                largest = Math.Max(largest, count);
                return ValueTask.CompletedTask;
            },
        };
        var figures = await CheckAsync(store.Storage with { Blobs = blobs }, options);
        Assert.Equal((Length, 0L), (figures.Bytes, figures.Findings));
        Assert.InRange(largest, 1, Length / 2);
    }

    [Fact]
    public async Task What_is_deleted_while_a_check_waits_is_gone_at_once_and_no_finding()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        await store.PutAsync("a", Bytes.Pattern(Length));
        var options = new CheckOptions
        {
            Pace = async (count, _) =>
            {
                if (count > 1_000_000)
                {
                    await store.Engine.Objects.DeleteAsync(store.Bucket, "a", Cancel);
                    await store.Engine.Collector.CollectAllAsync(Cancel);
                }
            },
        };
        var figures = await CheckAsync(store.Storage, options);
        Assert.Equal(0, figures.Findings);
        Assert.InRange(figures.Bytes, 1, Length / 2);
        Assert.Equal(0, await store.CountBlobsAsync());
    }

    private static async Task<CheckFigures> CheckAsync(StorageEngine storage, CheckOptions options) =>
        await new StoreCheck(storage).RunAsync(options, (_, _) => ValueTask.CompletedTask, Cancel);
}
