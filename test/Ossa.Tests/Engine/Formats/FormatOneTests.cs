using System.Security.Cryptography;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Engine.Checking;
using Ossa.Engine.Formats;
using Ossa.Engine.Listing;
using Ossa.Engine.Objects;
using Ossa.Engine.Statistics;
using Ossa.Engine.Versions;
using Ossa.Protocol.Access;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Tests.Storage;
using Ossa.Tests.Storage.Local;
using Xunit;

namespace Ossa.Tests.Engine.Formats;

/// <summary>A directory of format 1, made by the program that wrote it, with an object put right before that program was killed.</summary>
public sealed class FormatOneTests
{
    private const string ForeignName = "名前 +%.txt";

    /// <summary>The digest of the 100,000 bytes that Python's random.Random(1).getrandbits(8) gives one after the other.</summary>
    private const string LargeDigest = "ac31dd9d790b7e0b6f6a29a05024a780c12e23246963adc1d6cb9d7f80975a06";

    private static readonly Dictionary<string, byte[]> Bodies = new()
    {
        ["docs/small.txt"] = Bytes.Of("small body\n"),
        ["empty"] = [],
        ["crash.txt"] = Bytes.Of("written before the crash\n"),
    };

    private static CancellationToken Cancel => TestStore.Cancel;

    [Fact]
    public async Task Every_object_of_format_1_is_read_as_it_was_written()
    {
        using var sample = SampleDirectory.Unpack(1);
        await using var engine = await sample.OpenAsync();
        var bucket = await engine.Buckets.GetAsync("sample", Cancel);
        foreach (var (key, body) in Bodies)
        {
            Assert.Equal(body, await SampleDirectory.ReadAsync(engine, bucket, key));
        }

        Assert.Equal(LargeDigest, Digest(await SampleDirectory.ReadAsync(engine, bucket, "large.bin")));
        Assert.Equal(LargeDigest, Digest(await SampleDirectory.ReadAsync(engine, bucket, "copy/large.bin")));
        var page = await engine.Listing.ListAsync(bucket, new ListQuery("", "", "", 1000), Cancel);
        Assert.Equal(
            Bodies.Keys.Union(["cold.txt", "copy/large.bin", ForeignName, "large.bin"]).Order(StringComparer.Ordinal),
            page.Objects.Select(found => found.Key).Order(StringComparer.Ordinal)
        );
        foreach (var found in page.Objects)
        {
            var body = await SampleDirectory.ReadAsync(engine, bucket, found.Key);
            Assert.Equal(found.Record.Size, body!.Length);
        }
    }

    [Fact]
    public async Task Metadata_of_format_1_is_read_as_it_was_written()
    {
        using var sample = SampleDirectory.Unpack(1);
        await using var engine = await sample.OpenAsync();
        var bucket = await engine.Buckets.GetAsync("sample", Cancel);
        var cold = await engine.Objects.FindAsync(bucket, "cold.txt", null, Cancel);
        Assert.Equal("IA", cold!.StorageClass);
        Assert.Equal(CannedAcl.PublicRead, cold.Acl);
        Assert.Equal("text/plain", cold.Metadata.Header("Content-Type"));
        Assert.Equal(new("author", "me"), Assert.Single(cold.Metadata.User));
        Assert.False(cold.IsNumbered);
    }

    [Fact]
    public async Task Format_1_is_raised_with_counters_that_equal_a_full_count()
    {
        using var sample = SampleDirectory.Unpack(1);
        Assert.Equal("ossa-data 1\n", sample.FormatText);
        await using (var engine = await sample.OpenAsync())
        {
            await AssertCountedAsync(engine);
        }

        Assert.Equal($"ossa-data {StorageEngine.CurrentFormat}\n", sample.FormatText);
        await using var again = await sample.OpenAsync();
        await AssertCountedAsync(again);
    }

    [Fact]
    public async Task The_storage_engine_alone_leaves_an_older_format_as_it_is()
    {
        using var sample = SampleDirectory.Unpack(1);
        await using (var storage = await sample.OpenStorageAsync())
        {
            Assert.Equal(1, storage.Format);
        }

        Assert.Equal("ossa-data 1\n", sample.FormatText);
    }

    [Fact]
    public async Task A_check_of_format_1_leaves_counters_to_the_next_start()
    {
        using var sample = SampleDirectory.Unpack(1);
        await using var storage = await sample.OpenStorageAsync();
        var found = new List<Finding>();
        var figures = await new StoreCheck(storage).RunAsync(
            new CheckOptions(),
            (finding, _) =>
            {
                found.Add(finding);
                return ValueTask.CompletedTask;
            },
            Cancel
        );
        Assert.Empty(found);
        Assert.Equal(1, figures.Buckets);
    }

    [Fact]
    public async Task A_store_that_was_of_format_1_is_written_and_reopened()
    {
        using var sample = SampleDirectory.Unpack(1);
        await using (var engine = await sample.OpenAsync())
        {
            var bucket = await engine.Buckets.GetAsync("sample", Cancel);
            await engine.Buckets.SetVersioningAsync(bucket, VersioningState.Enabled, Cancel);
            var body = TestStore.ReadFrom(Bytes.Of("newer"));
            await engine.Objects.PutAsync(bucket, "cold.txt", new NewObject(), body, Cancel);
            await engine.Objects.DeleteAsync(bucket, "large.bin", Cancel);
        }

        await using var again = await sample.OpenAsync();
        var reopened = await again.Buckets.GetAsync("sample", Cancel);
        Assert.Equal(Bytes.Of("newer"), await SampleDirectory.ReadAsync(again, reopened, "cold.txt"));
        Assert.Null(await SampleDirectory.ReadAsync(again, reopened, "large.bin"));
        Assert.Equal(
            LargeDigest,
            Digest(await SampleDirectory.ReadAsync(again, reopened, "large.bin", VersionId.Null))
        );
        var statistics = await again.Statistics.ReadAsync(reopened, Cancel);
        // Seven as they were, and the newer version of one of them.
        Assert.Equal((8, 1), (statistics.Objects, statistics.DeleteMarkers));
        Assert.Equal(1, statistics.Classes["IA"].Objects);
    }

    [Fact]
    public async Task Raising_the_format_starts_anew_wherever_it_was_killed()
    {
        for (var survived = 0; ; survived++)
        {
            using var sample = SampleDirectory.Unpack(1);
            var dying = new LocalEngineOptions { Directory = sample.Path, DiskSync = new DyingDisk(survived) };
            var crashed = await Record.ExceptionAsync(async () =>
                await (await SampleDirectory.OpenAsync(dying)).DisposeAsync()
            );
            await using var engine = await sample.OpenAsync();
            await AssertCountedAsync(engine);
            if (crashed is null)
            {
                Assert.InRange(survived, 3, 100);
                return;
            }
        }
    }

    [Fact]
    public async Task The_mark_stays_as_long_as_the_counters_are_not_durable()
    {
        using var sample = SampleDirectory.Unpack(1);
        var failing = new LocalEngineOptions
        {
            Directory = sample.Path,
            BeforeCommit = () => throw new IOException("The disk is gone."),
        };
        await Assert.ThrowsAsync<StoreReadOnlyException>(() => SampleDirectory.OpenAsync(failing));
        Assert.Equal("ossa-data 1\n", sample.FormatText);
        await using var engine = await sample.OpenAsync();
        await AssertCountedAsync(engine);
    }

    [Fact]
    public async Task A_format_is_not_raised_over_a_record_that_cannot_be_read()
    {
        using var sample = SampleDirectory.Unpack(1);
        var row = Bytes.Of("o/" + ForeignName);
        var written = await ReplaceAsync(sample, row, [0xFF, 1, 2]);
        var refusal = await Assert.ThrowsAsync<MigrationException>(() => sample.OpenAsync());
        Assert.Contains("oss://sample/%E5%90%8D", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("ossa-data 1\n", sample.FormatText);

        // Nothing else was lost over it: once the record is right, all is there and counted.
        await ReplaceAsync(sample, row, written);
        await using var engine = await sample.OpenAsync();
        await AssertCountedAsync(engine);
    }

    private static async Task<byte[]> ReplaceAsync(SampleDirectory sample, byte[] row, byte[] value)
    {
        await using var storage = await sample.OpenStorageAsync();
        var buckets = new BucketCatalog(storage.Metadata, rootAccount: "", TimeProvider.System);
        var partition = (await buckets.GetAsync("sample", Cancel)).Partition;
        var before = await storage.Metadata.GetAsync(partition, RowFamily.Record, row, Cancel);
        var batch = new WriteBatch().Put(RowFamily.Record, row, value);
        Assert.True(await storage.Metadata.ApplyAsync(partition, batch, Cancel));
        return before!;
    }

    private static async Task AssertCountedAsync(OssaEngine engine)
    {
        var bucket = await engine.Buckets.GetAsync("sample", Cancel);
        var page = await engine.Listing.ListAsync(bucket, new ListQuery("", "", "", 1000), Cancel);
        var cold = page.Objects.Where(found => found.Record.StorageClass == "IA").ToList();
        var statistics = await engine.Statistics.ReadAsync(bucket, Cancel);
        Assert.Equal(page.Objects.Count, statistics.Objects);
        Assert.Equal(page.Objects.Sum(found => found.Record.Size), statistics.Bytes);
        Assert.Single(cold);
        Assert.Equal(new ClassStatistics(1, cold[0].Record.Size, 65_536, 0, 0), statistics.Classes["IA"]);
    }

    private static string Digest(byte[]? body) => Convert.ToHexStringLower(SHA256.HashData(body!));
}
