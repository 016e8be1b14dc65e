using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.Blobs;
using Xunit;

namespace Ossa.Tests.Storage.Local;

public sealed class DurabilityTests : LocalTest
{
    private const int NoSpace = 28;
    private readonly FailingDisk _disk = new();

    [Fact]
    public async Task Writers_that_wait_share_one_sync()
    {
        using var reached = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var options = new LocalEngineOptions
        {
            Directory = Data,
            BeforeCommit = () =>
            {
                reached.Set();
                go.Wait(TimeSpan.FromSeconds(30));
            },
        };
        await using var engine = await OpenAsync(options);
        var first = engine.Metadata.ApplyAsync(Here, Put("first", ""), Cancel).AsTask();
        reached.Wait(Cancel);
        var others = Enumerable
            .Range(0, 63)
            .Select(n => engine.Metadata.ApplyAsync(Here, Put($"{n}", ""), Cancel).AsTask());
        var all = others.ToArray();
        Assert.DoesNotContain(all, answer => answer.IsCompleted);
        go.Set();
        Assert.All(await Task.WhenAll([first, .. all]), Assert.True);
        Assert.Equal(2, ((LocalMetadataStore)engine.Metadata).Committer.Writes);
    }

    [Fact]
    public async Task A_new_directory_is_on_the_disk_before_the_file_that_says_it_is_complete()
    {
        var options = new LocalEngineOptions { Directory = Data, DiskSync = _disk };
        await using (await OpenAsync(options))
        {
            Assert.Equal(["blobs", "data", "file", "data"], _disk.TakeSynced().TakeLast(4));
        }

        // Whoever used it may have been killed between a write and its sync; what is found counts from now on.
        await using var reopened = await OpenAsync(options);
        Assert.Equal(["data", "file", "rows"], _disk.TakeSynced());
    }

    [Fact]
    public async Task The_disk_begins_with_a_large_file_while_it_is_still_being_written()
    {
        const int mebibyte = 1024 * 1024;
        var options = new LocalEngineOptions
        {
            Directory = Data,
            DiskSync = _disk,
            DirectIo = false,
        };
        await using var engine = await OpenAsync(options);
        _disk.TakeSynced();
        await using var writer = await engine.Blobs.CreateAsync(BlobId.New(), Cancel);
        for (var i = 0; i < 10; i++)
        {
            await writer.WriteAsync(Bytes.Pattern(mebibyte), Cancel);
        }

        Assert.Equal([(0, 0, 4 * mebibyte), (0, 4 * mebibyte, 8 * mebibyte)], _disk.Begun);
        await writer.CompleteAsync(Cancel);
        Assert.Equal("file", _disk.TakeSynced()[0]);
    }

    [Fact]
    public async Task Batches_of_one_group_see_each_other()
    {
        using var reached = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var options = new LocalEngineOptions
        {
            Directory = Data,
            BeforeCommit = () =>
            {
                reached.Set();
                go.Wait(TimeSpan.FromSeconds(30));
            },
        };
        await using var engine = await OpenAsync(options);
        var first = engine.Metadata.ApplyAsync(Here, Put("other", ""), Cancel).AsTask();
        reached.Wait(Cancel);
        Task<bool>[] group =
        [
            Apply(Put("key", "1").Require(Bytes.Of("key"), null)),
            Apply(Put("key", "2").Require(Bytes.Of("key"), null)),
            Apply(Put("key", "3").Require(Bytes.Of("key"), Bytes.Of("1"))),
            Apply(new WriteBatch().Delete(RowFamily.Record, Bytes.Of("key")).Require(Bytes.Of("key"), Bytes.Of("3"))),
            Apply(Put("key", "4").Require(Bytes.Of("key"), Bytes.Of("3"))),
            Apply(new WriteBatch().Increment(Bytes.Of("sum"), 3)),
            Apply(new WriteBatch().Increment(Bytes.Of("sum"), 4)),
        ];
        go.Set();
        Assert.True(await first);
        bool[] expected = [true, false, true, true, false, true, true];
        Assert.Equal(expected, await Task.WhenAll(group));
        Assert.Equal("(none)", await GetAsync(engine, "key"));
        var sum = await engine.Metadata.GetAsync(Here, RowFamily.Record, Bytes.Of("sum"), Cancel);
        Assert.Equal(7, CounterValue.Read(sum));
        Assert.Equal(2, ((LocalMetadataStore)engine.Metadata).Committer.Writes);

        Task<bool> Apply(WriteBatch batch) => engine.Metadata.ApplyAsync(Here, batch, Cancel).AsTask();
    }

    [Fact]
    public async Task A_failed_commit_turns_the_store_read_only_until_it_is_reopened()
    {
        var fails = false;
        var options = new LocalEngineOptions
        {
            Directory = Data,
            BeforeCommit = () =>
            {
                if (fails)
                {
                    throw new IOException("the disk is on fire");
                }
            },
        };
        var engine = await OpenAsync(options);
        var id = await WriteAsync(engine, [1]);
        await engine.Metadata.ApplyAsync(Here, Put("key", "old"), Cancel);
        Assert.Null(engine.ReadOnlyReason());
        fails = true;
        await ReadOnlyAsync(() => engine.Metadata.ApplyAsync(Here, Put("key", "new"), Cancel).AsTask());
        fails = false;
        Assert.Contains("the disk is on fire", engine.ReadOnlyReason(), StringComparison.Ordinal);
        await ReadOnlyAsync(() => engine.Metadata.ApplyAsync(Here, Put("key", "new"), Cancel).AsTask());
        await ReadOnlyAsync(() => engine.Blobs.CreateAsync(BlobId.New(), Cancel).AsTask());
        await ReadOnlyAsync(() => engine.Blobs.DeleteAsync([id], Cancel).AsTask());
        Assert.Equal("old", await GetAsync(engine, "key"));
        Assert.Equal([1], await ReadAsync(engine, id));
        await engine.DisposeAsync();

        await using var again = await OpenAsync(options);
        Assert.Null(again.ReadOnlyReason());
        Assert.True(await again.Metadata.ApplyAsync(Here, Put("key", "new"), Cancel));
    }

    [Fact]
    public async Task The_figures_count_writes_and_batches_and_know_the_disk()
    {
        await using var engine = await OpenAsync();
        for (var number = 0; number < 3; number++)
        {
            var batch = Put($"{number}", "value").Put(RowFamily.Body, Bytes.Of($"{number}"), Bytes.Pattern(60_000));
            await engine.Metadata.ApplyAsync(Here, batch, Cancel);
        }

        var figures = engine.Figures()!;
        Assert.Equal((3, 3), (figures.Batches, figures.SyncedWrites));
        Assert.InRange(figures.PromisedBytes, 180_000, 64 << 20);
        Assert.InRange(figures.FreeBytes, 1, long.MaxValue);
        Assert.Equal(File.Exists(Path.Combine(Data, "ballast")), figures.HasBallast);
    }

    [Fact]
    public async Task A_blob_is_synced_before_its_name_and_its_name_before_the_answer()
    {
        await using var engine = await OpenAsync(new LocalEngineOptions { Directory = Data, DiskSync = _disk });
        _disk.TakeSynced();
        var id = await WriteAsync(engine, [1]);
        Assert.Equal(["file", id.ToString()[..2]], _disk.TakeSynced());
    }

    [Fact]
    public async Task Blobs_are_deleted_for_good_and_those_of_one_directory_share_a_sync()
    {
        await using var engine = await OpenAsync(new LocalEngineOptions { Directory = Data, DiskSync = _disk });
        BlobId[] ids = [new(1), new(2), new((UInt128)7 << 120)];
        foreach (var id in ids)
        {
            await using var writer = await engine.Blobs.CreateAsync(id, Cancel);
            await writer.CompleteAsync(Cancel);
        }

        _disk.TakeSynced();
        await engine.Blobs.DeleteAsync(ids, Cancel);
        Assert.Equal(["00", "07"], _disk.TakeSynced());
        Assert.Empty(await engine.Blobs.ListAsync(Cancel).ToListAsync(Cancel));
        // It is gone already, but whoever removed it may have been killed before the sync.
        await engine.Blobs.DeleteAsync(ids[..1], Cancel);
        Assert.Equal(["00"], _disk.TakeSynced());
    }

    [Fact]
    public async Task A_failed_sync_of_a_deletion_turns_the_store_read_only()
    {
        await using var engine = await OpenAsync(new LocalEngineOptions { Directory = Data, DiskSync = _disk });
        var id = await WriteAsync(engine, [1]);
        _disk.DirectoryError = new IOException("broken", 5);
        await ReadOnlyAsync(() => engine.Blobs.DeleteAsync([id], Cancel).AsTask());
        Assert.NotNull(engine.ReadOnlyReason());
    }

    [Fact]
    public async Task The_names_of_a_new_directory_are_synced_in_its_parents()
    {
        await using var engine = await OpenAsync(new LocalEngineOptions { Directory = Data, DiskSync = _disk });
        var above = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Data)));
        Assert.Equal([above!, "new", "file", "data", "blobs", "data", "file", "data"], _disk.TakeSynced());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_sync_of_a_blob_turns_the_store_read_only(bool file)
    {
        await using var engine = await OpenAsync(new LocalEngineOptions { Directory = Data, DiskSync = _disk });
        _disk.FileError = file ? new IOException("broken", 5) : null;
        _disk.DirectoryError = file ? null : new IOException("broken", 5);
        await ReadOnlyAsync(() => WriteAsync(engine, [1]));
        Assert.NotNull(engine.ReadOnlyReason());
        await ReadOnlyAsync(() => engine.Metadata.ApplyAsync(Here, Put("key", ""), Cancel).AsTask());
        Assert.Empty(await engine.Blobs.ListAsync(Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_blob_that_finds_no_room_leaves_nothing_and_the_store_goes_on()
    {
        await using var engine = await OpenAsync(new LocalEngineOptions { Directory = Data, DiskSync = _disk });
        _disk.FileError = new IOException("full", NoSpace);
        await Assert.ThrowsAsync<StoreFullException>(() => WriteAsync(engine, Bytes.Pattern(1000)));
        Assert.Empty(Directory.GetFiles(Path.Combine(Data, "blobs"), "*", SearchOption.AllDirectories));
        _disk.FileError = null;
        Assert.Null(engine.ReadOnlyReason());
        Assert.Equal([1], await ReadAsync(engine, await WriteAsync(engine, [1])));
    }

    [Fact]
    public void Waiting_for_a_directory_is_shared()
    {
        using var disk = new SlowDisk();
        var directory = new SharedDirectorySync("directory", disk);
        var threads = Enumerable.Range(0, 20).Select(_ => new Thread(directory.Sync)).ToArray();
        threads[0].Start();
        disk.Started.Wait(Cancel);
        foreach (var thread in threads[1..])
        {
            thread.Start();
        }

        SpinWait.SpinUntil(
            () => threads[1..].All(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)),
            10_000
        );
        disk.Go.Set();
        foreach (var thread in threads)
        {
            thread.Join();
        }

        Assert.Equal(2, disk.Syncs);
    }

    private static async Task ReadOnlyAsync(Func<Task> write) =>
        await Assert.ThrowsAsync<StoreReadOnlyException>(write);
}
