using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.FileSystem;
using Ossa.Storage.Local.RocksDb;
using Xunit;

namespace Ossa.Tests.Storage.Local;

public sealed class FullDiskTests : LocalTest
{
    private long _available = long.MaxValue / 2;

    [Fact]
    public async Task New_data_is_refused_while_there_is_still_room_for_deletions()
    {
        await using var engine = await OpenWithReserveAsync();
        var id = await WriteAsync(engine, [1]);
        await engine.Metadata.ApplyAsync(Here, Put("key", "value"), Cancel);

        _available = 63 << 20;
        await FullAsync(() => engine.Metadata.ApplyAsync(Here, Put("other", "value"), Cancel).AsTask());
        await FullAsync(() =>
            engine.Metadata.ApplyAsync(Here, Delete("key").Put(RowFamily.Body, [1], []), Cancel).AsTask()
        );
        await FullAsync(() => WriteAsync(engine, [1]));
        Assert.Equal("value", await GetAsync(engine, "key"));
        Assert.Equal([1], await ReadAsync(engine, id));
        Assert.True(await engine.Metadata.ApplyAsync(Here, Delete("key").Put(RowFamily.Record, [1], []), Cancel));
        await engine.Blobs.DeleteAsync([id], Cancel);

        _available = 15 << 20;
        await FullAsync(() => engine.Metadata.ApplyAsync(Here, Delete("key"), Cancel).AsTask());
        Assert.Null(engine.ReadOnlyReason());

        _available = 65 << 20;
        Assert.True(await engine.Metadata.ApplyAsync(Here, Put("key", "value"), Cancel));
        await WriteAsync(engine, [1]);
    }

    [Fact]
    public async Task A_large_blob_notices_on_its_way_that_the_disk_fills_up()
    {
        await using var engine = await OpenWithReserveAsync();
        await using var writer = await engine.Blobs.CreateAsync(BlobId.New(), Cancel);
        var megabyte = Bytes.Pattern(1 << 20);
        await writer.WriteAsync(megabyte, Cancel);
        _available = 10 << 20;
        await FullAsync(async () =>
        {
            for (var count = 0; count < 17; count++)
            {
                await writer.WriteAsync(megabyte, Cancel);
            }
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.CompleteAsync(Cancel).AsTask());
        await writer.DisposeAsync();
        Assert.Empty(Directory.GetFiles(Path.Combine(Data, "blobs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_accepted_data_will_still_take_is_not_free()
    {
        var space = new FreeSpace(() => 100 << 20, () => 30 << 20);
        space.RequireForData(6 << 20);
        Assert.Throws<StoreFullException>(() => space.RequireForData(7 << 20));
        Assert.Throws<StoreFullException>(() => space.RequireForRelease(55 << 20));
    }

    [Fact]
    public void Rows_in_memory_count_as_data_that_will_still_take_room()
    {
        using var database = Database.Open(Directory.CreateDirectory(Data).FullName, new PortableDiskSync());
        using var batch = new NativeBatch(database);
        var before = database.UnflushedBytes();
        batch.Put(RowFamily.Body, [1], Bytes.Pattern(1 << 20));
        batch.Write();
        Assert.InRange(database.UnflushedBytes() - before, 1 << 20, 4 << 20);
    }

    private Task<StorageEngine> OpenWithReserveAsync() =>
        OpenAsync(new LocalEngineOptions { Directory = Data, FreeSpace = new FreeSpace(() => _available, () => 0) });

    private static WriteBatch Delete(string key) => new WriteBatch().Delete(RowFamily.Record, Bytes.Of(key));

    private static async Task FullAsync(Func<Task> write) => await Assert.ThrowsAsync<StoreFullException>(write);
}
