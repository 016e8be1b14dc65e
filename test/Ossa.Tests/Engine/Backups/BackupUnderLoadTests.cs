using System.Security.Cryptography;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Engine.Listing;
using Ossa.Storage.Local;
using Ossa.Storage.Local.Backups;
using Ossa.Tests.Engine.Formats;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Backups;

public sealed class BackupUnderLoadTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancel => TestStore.Cancel;

    [Fact]
    public async Task A_backup_under_load_holds_what_was_answered_before_it_and_only_whole_objects()
    {
        const int backups = 4;
        var answered = new IReadOnlyDictionary<string, byte[]>[backups];
        await using (var store = await TestStore.OpenAsync(EngineKind.Local))
        {
            await using var busy = new BusyStore(store);
            busy.Start();
            for (var i = 0; i < backups; i++)
            {
                await busy.WaitAsync(rounds: 8);
                answered[i] = busy.Answered;
                Assert.NotNull(await store.Engine.BackUpAsync(BackupPath(i), Cancel));
            }

            // The store goes on as if nothing had been.
            await busy.WaitAsync(rounds: 4);
        }

        for (var i = 0; i < backups; i++)
        {
            await AssertRestoredAsync(i, answered[i]);
        }
    }

    [Fact]
    public async Task A_store_in_memory_has_no_backup()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Checking);
        Assert.Null(await store.Engine.BackUpAsync(BackupPath(0), Cancel));
        Assert.False(Directory.Exists(BackupPath(0)));
    }

    public void Dispose() => _directory.Dispose();

    private string BackupPath(int number) => Path.Combine(_directory.Path, $"backup-{number}");

    private async Task AssertRestoredAsync(int number, IReadOnlyDictionary<string, byte[]> answered)
    {
        var data = Path.Combine(_directory.Path, $"restored-{number}");
        await LocalRestore.RunAsync(BackupPath(number), data, Cancel);
        var storage = await SampleDirectory.OpenStorageAsync(new LocalEngineOptions { Directory = data });
        await using var engine = await OssaEngine.OpenAsync(storage, new(), TimeProvider.System, Cancel);
        var bucket = await engine.Buckets.GetAsync("bucket", Cancel);
        Assert.NotEmpty(answered);
        foreach (var (key, body) in answered)
        {
            Assert.Equal(body, await SampleDirectory.ReadAsync(engine, bucket, key));
        }

        await AssertWholeAsync(engine, bucket);
        await engine.Collector.CollectAllAsync(Cancel);
        await AssertWholeAsync(engine, bucket);
        await RemoveEverythingAsync(engine, bucket);
        Assert.Empty(await storage.Blobs.ListAsync(Cancel).ToListAsync(Cancel));
    }

    private static async Task AssertWholeAsync(OssaEngine engine, Bucket bucket)
    {
        var objects = await ListAsync(engine, bucket);
        foreach (var (key, record) in objects)
        {
            var body = await SampleDirectory.ReadAsync(engine, bucket, key);
            Assert.Equal(record.Size, body!.Length);
            if (record.Md5.Length > 0)
            {
                Assert.Equal(record.Md5, Md5(body));
            }
        }

        var statistics = await engine.Statistics.ReadAsync(bucket, Cancel);
        Assert.Equal(objects.Count, statistics.Objects);
        Assert.Equal(objects.Sum(found => found.Record.Size), statistics.Bytes);
    }

    private static async Task RemoveEverythingAsync(OssaEngine engine, Bucket bucket)
    {
        foreach (var (key, _) in await ListAsync(engine, bucket))
        {
            await engine.Objects.DeleteAsync(bucket, key, Cancel);
        }

        var uploads = await engine.UploadListing.ListAsync(bucket, new("", "", "", null, 100), Cancel);
        foreach (var upload in uploads.Uploads)
        {
            await engine.Uploads.AbortAsync(bucket, upload, Cancel);
        }

        await engine.Collector.CollectAllAsync(Cancel);
    }

    private static async Task<IReadOnlyList<ListedObject>> ListAsync(OssaEngine engine, Bucket bucket)
    {
        var page = await engine.Listing.ListAsync(bucket, new ListQuery("", "", "", 1000), Cancel);
        Assert.Null(page.Next);
        return page.Objects;
    }

#pragma warning disable CA5351 // The protocol's own checksum.
    private static byte[] Md5(byte[] body) => MD5.HashData(body);
#pragma warning restore CA5351
}
