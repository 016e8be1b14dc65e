using System.Formats.Tar;
using System.IO.Compression;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Tests.Storage;
using Ossa.Tests.Tidy;
using Xunit;

namespace Ossa.Tests.Engine.Formats;

/// <summary>
/// A directory of the newest format. A new format gets its sample the same way: its content in a class like
/// <see cref="FormatTwoContent"/>, and one run with <c>OSSA_UPDATE_SAMPLES=1</c>. Samples of older formats are never written again.
/// </summary>
public sealed class FormatTwoTests
{
    private const string UpdateVariable = "OSSA_UPDATE_SAMPLES";
    private const int Format = 2;
    private const long MaxSampleBytes = 300_000;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Fact]
    public async Task The_sample_of_the_newest_format_is_written_when_asked_for()
    {
        using var directory = new TemporaryDirectory();
        var data = Path.Combine(directory.Path, "data");
        await using (var engine = await SampleDirectory.OpenAsync(new LocalEngineOptions { Directory = data }))
        {
            await FormatTwoContent.WriteAsync(engine);
            await FormatTwoContent.AssertAsync(engine);
        }

        var sample = Path.Combine(directory.Path, SampleDirectory.NameOf(Format));
        Pack(data, sample);
        Assert.InRange(new FileInfo(sample).Length, 1, MaxSampleBytes);
        if (Environment.GetEnvironmentVariable(UpdateVariable) is not null)
        {
            Assert.Equal(StorageEngine.CurrentFormat, Format);
            var folder = SourceTree.PathOf("test/Ossa.Tests/Storage/Formats");
            File.Copy(sample, Path.Combine(folder, SampleDirectory.NameOf(Format)), overwrite: true);
        }
    }

    [Fact]
    public void Every_format_that_there_has_been_has_a_small_sample()
    {
        for (var format = 1; format <= StorageEngine.CurrentFormat; format++)
        {
            var path = SourceTree.PathOf($"test/Ossa.Tests/Storage/Formats/{SampleDirectory.NameOf(format)}");
            Assert.InRange(new FileInfo(path).Length, 1, MaxSampleBytes);
        }
    }

    [Fact]
    public async Task Everything_of_format_2_is_read_as_it_was_written()
    {
        using var sample = SampleDirectory.Unpack(Format);
        Assert.Equal("ossa-data 2\n", sample.FormatText);
        await using var engine = await sample.OpenAsync();
        await FormatTwoContent.AssertAsync(engine);
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

    private static void Pack(string data, string sample)
    {
        // The lock is of no use elsewhere, and the ballast holds nothing.
        File.Delete(Path.Combine(data, "lock"));
        File.Delete(Path.Combine(data, "ballast"));
        File.Delete(Path.Combine(data, "rows", "LOG"));
        using var file = File.Create(sample);
        using var packed = new GZipStream(file, CompressionLevel.SmallestSize);
        TarFile.CreateFromDirectory(data, packed, includeBaseDirectory: false);
    }
}
