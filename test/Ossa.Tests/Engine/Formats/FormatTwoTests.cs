using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Engine.Checking;
using Ossa.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Formats;

/// <summary>A directory of format 2, made by the program that wrote it.</summary>
public sealed class FormatTwoTests
{
    private const int Format = 2;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Fact]
    public async Task Everything_of_format_2_is_read_as_it_was_written()
    {
        using var sample = SampleDirectory.Unpack(Format);
        Assert.Equal("ossa-data 2\n", sample.FormatText);
        await using (var engine = await sample.OpenAsync())
        {
            await FormatTwoContent.AssertAsync(engine);
        }

        Assert.Equal($"ossa-data {StorageEngine.CurrentFormat}\n", sample.FormatText);
        await using var again = await sample.OpenAsync();
        await FormatTwoContent.AssertAsync(again);
    }

    [Fact]
    public async Task A_check_of_format_2_leaves_counters_to_the_next_start()
    {
        using var sample = SampleDirectory.Unpack(Format);
        await using var storage = await sample.OpenStorageAsync();
        var figures = await new StoreCheck(storage).RunAsync(
            new CheckOptions(),
            (finding, _) => throw new Xunit.Sdk.XunitException($"Nothing is wrong, but there is {finding}."),
            Cancel
        );
        Assert.Equal((1, 2), (figures.Buckets, storage.Format));
    }

    [Fact]
    public async Task What_waits_to_be_freed_in_format_2_is_freed_and_nothing_else()
    {
        using var sample = SampleDirectory.Unpack(Format);
        await using (var engine = await sample.OpenAsync())
        {
            var freed = await engine.Collector.CollectAllAsync(Cancel);
            Assert.Equal(new(1, Limits.MinPartBytes), freed);
            await FormatTwoContent.AssertAsync(engine);
        }

        await using var again = await sample.OpenAsync();
        await FormatTwoContent.AssertAsync(again);
        Assert.Equal(default, await again.Collector.CollectAllAsync(Cancel));
    }

    [Fact]
    public async Task An_upload_of_format_2_is_finished_and_a_shared_body_survives_its_source()
    {
        using var sample = SampleDirectory.Unpack(Format);
        await using (var engine = await sample.OpenAsync())
        {
            var bucket = await engine.Buckets.GetAsync("sample", Cancel);
            var page = await engine.UploadListing.ListAsync(bucket, new("", "", "", null, 10), Cancel);
            Assert.NotNull(await engine.Uploads.CompleteAsync(bucket, page.Uploads[0], null, Cancel));
            Assert.NotNull(await engine.Objects.DeleteVersionAsync(bucket, "large", default, Cancel));
            await engine.Collector.CollectAllAsync(Cancel);
        }

        await using var again = await sample.OpenAsync();
        var reopened = await again.Buckets.GetAsync("sample", Cancel);
        Assert.Equal(Limits.MinPartBytes, await LengthAsync(again, reopened, "unfinished"));
        Assert.Equal(Limits.MinPartBytes, await LengthAsync(again, reopened, "copy of large"));
        Assert.Null(await SampleDirectory.ReadAsync(again, reopened, "large"));
    }

    private static async Task<int> LengthAsync(OssaEngine engine, Bucket bucket, string key) =>
        (await SampleDirectory.ReadAsync(engine, bucket, key))!.Length;
}
