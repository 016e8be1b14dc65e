using System.Diagnostics;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.Directories;
using Ossa.Storage.Local.FileSystem;
using Ossa.Storage.Local.RocksDb;
using Xunit;

namespace Ossa.Tests.Storage.Local;

public sealed class SmallDiskTests
{
    private const int BodyBytes = 60_000;
    private const int Kept = 50;
    private static readonly PartitionId Here = new("bucket/0");
    private readonly SortedSet<int> _live = [];
    private int _next;

    /// <summary>Long enough for a machine that is busy with all other tests; only a test that fails waits for it.</summary>
    /// <summary>Fewer bodies would leave most of the disk unused.</summary>
    private const int Many = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disk_full_of_small_bodies_is_emptied_reopened_and_filled_again()
    {
        using var disk = SmallDisk.Mount(sizeMiB: 256);
        for (var round = 0; round < 3; round++)
        {
            await using (var engine = await OpenAsync(disk))
            {
                Assert.InRange(await FillAsync(engine), Many, int.MaxValue);
                Assert.InRange(disk.FreeMiB, 32, 128);
                await CheckAsync(engine);
            }
            await using (var engine = await OpenAsync(disk))
            {
                await CheckAsync(engine);
                await DeleteAsync(engine);
                await BecomesFreeAsync(disk, 128);
                await CheckAsync(engine);
                Assert.Null(engine.ReadOnlyReason());
            }
        }
    }

    [Fact]
    public async Task A_disk_that_another_program_fills_up_can_be_read_emptied_and_reopened()
    {
        using var disk = SmallDisk.Mount(sizeMiB: 256);
        string other;
        await using (var engine = await OpenAsync(disk))
        {
            await AddAsync(engine, 500);
            await NothingIsWrittenAsync(engine);
            other = disk.FillUp();
            Assert.Equal(0, disk.FreeMiB);
            await CheckAsync(engine);
            await Assert.ThrowsAsync<StoreFullException>(() => AddAsync(engine, 1));
            await DeleteAsync(engine, _live.Take(100));
            Assert.Null(engine.ReadOnlyReason());
        }

        disk.FillUp();
        Assert.Equal(0, disk.FreeMiB);
        File.Delete(other);
        await using (var engine = await OpenAsync(disk))
        {
            await CheckAsync(engine);
            await AddAsync(engine, 10);
            await HasBallastAsync(disk);
        }

        disk.FillUp();
        await using (var engine = await OpenAsync(disk))
        {
            await CheckAsync(engine);
            await DeleteAsync(engine, _live.Take(100));
            await Assert.ThrowsAsync<StoreFullException>(() => AddAsync(engine, 1));
            File.Delete(other);
            await HasBallastAsync(disk);
            await AddAsync(engine, 10);
            await CheckAsync(engine);
            Assert.Null(engine.ReadOnlyReason());
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Of_scattered_bodies_that_are_deleted_the_room_comes_back(int every)
    {
        using var disk = SmallDisk.Mount(sizeMiB: 384);
        await using var engine = await OpenAsync(disk);
        await FillAsync(engine);
        var before = disk.FreeMiB;
        var heldMiB = (long)_live.Count * BodyBytes >> 20;
        var gone = _live.Where(number => number % every == 0).ToArray();
        await DeleteAsync(engine, gone);
        var deletedMiB = (long)gone.Length * BodyBytes >> 20;
        // A tenth, or one file, is not worth moving the rest for; nor is anything once the disk is no longer short of space.
        var left = Math.Max(heldMiB / 10, (long)DatabaseOptions.BodyFileBytes >> 20);
        await BecomesFreeAsync(disk, Math.Min(128, before + deletedMiB - left));
        await CheckAsync(engine);
    }

    [Fact]
    public void A_flush_that_finds_no_room_does_not_go_unnoticed()
    {
        using var disk = SmallDisk.Mount(sizeMiB: 64);
        using var database = Database.Open(
            Directory.CreateDirectory(Path.Combine(disk.Path, "rows")).FullName,
            new LinuxDiskSync()
        );
        using var batch = new NativeBatch(database);
        batch.Put(RowFamily.Body, [1], Bytes.Pattern(4 << 20));
        batch.Write();
        Assert.Null(database.FindFailure());
        disk.FillUp();
        Assert.Throws<RocksDbException>(database.Flush);
        Assert.NotNull(database.FindFailure());
        Assert.Equal(Bytes.Pattern(4 << 20), database.Get(RowFamily.Body, [1]));
    }

    [Fact]
    public void Merges_can_be_bounded_on_a_disk_without_room()
    {
        using var disk = SmallDisk.Mount(sizeMiB: 64);
        using var database = Database.Open(
            Directory.CreateDirectory(Path.Combine(disk.Path, "rows")).FullName,
            new LinuxDiskSync()
        );
        disk.FillUp();
        database.CollectBodies(oldestShare: 0.5, garbageShare: 0.1);
        Assert.Null(database.FindFailure());
        Assert.Throws<RocksDbException>(() => database.CollectBodies(oldestShare: 2, garbageShare: 0.1));
    }

    [Fact]
    public async Task A_disk_too_small_for_the_reserve_is_refused_at_opening()
    {
        using var disk = SmallDisk.Mount(sizeMiB: 64);
        var error = await Assert.ThrowsAsync<DataDirectoryException>(() => OpenAsync(disk));
        Assert.Contains("has 64 MiB", error.Message, StringComparison.Ordinal);
        Assert.Contains("at least 192 MiB", error.Message, StringComparison.Ordinal);
    }

    private static Task<StorageEngine> OpenAsync(SmallDisk disk) =>
        LocalEngine.OpenAsync(new() { Directory = Path.Combine(disk.Path, "data") }, Cancel);

    /// <summary>Writes until a write is refused, and says how many were answered.</summary>
    private async Task<int> FillAsync(StorageEngine engine)
    {
        var patience = 100;
        for (var count = 0; ; )
        {
            try
            {
                await AddAsync(engine, 1);
                count++;
            }
            catch (StoreFullException) when (count < Many && patience-- > 0)
            {
                // While what was written moves from memory to its file it counts twice, which on so small a disk is felt.
                await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
            }
            catch (StoreFullException)
            {
                return count;
            }
        }
    }

    private async Task AddAsync(StorageEngine engine, int count)
    {
        for (; count > 0; count--)
        {
            var number = _next++;
            var batch = new WriteBatch()
                .Put(RowFamily.Record, Key(number), new byte[300])
                .Put(RowFamily.Body, Key(number), Bytes.Pattern(BodyBytes, number));
            Assert.True(await engine.Metadata.ApplyAsync(Here, batch, Cancel));
            _live.Add(number);
        }
    }

    /// <summary>Deletes all but a few that stay scattered over the files.</summary>
    private Task DeleteAsync(StorageEngine engine) => DeleteAsync(engine, _live.Where(number => number % Kept != 0));

    private async Task DeleteAsync(StorageEngine engine, IEnumerable<int> numbers)
    {
        foreach (var number in numbers.ToArray())
        {
            var batch = new WriteBatch().Delete(RowFamily.Record, Key(number)).Delete(RowFamily.Body, Key(number));
            Assert.True(await engine.Metadata.ApplyAsync(Here, batch, Cancel));
            _live.Remove(number);
        }
    }

    private async Task CheckAsync(StorageEngine engine)
    {
        foreach (var number in _live.Where(number => number % Kept == 0))
        {
            Assert.NotNull(await engine.Metadata.GetAsync(Here, RowFamily.Record, Key(number), Cancel));
            var body = await engine.Metadata.GetAsync(Here, RowFamily.Body, Key(number), Cancel);
            Assert.Equal(Bytes.Pattern(BodyBytes, number), body);
        }
        var rows = await engine.Metadata.ScanAsync(Here, RowFamily.Record, KeyRange.Prefix([]), int.MaxValue, Cancel);
        Assert.Equal(_live.Count, rows.Count);
    }

    private static async Task BecomesFreeAsync(SmallDisk disk, long sizeMiB)
    {
        var clock = Stopwatch.StartNew();
        while (disk.FreeMiB < sizeMiB)
        {
            Assert.True(clock.Elapsed < Patience, $"Only {disk.FreeMiB} MiB came back.");
            await Task.Delay(50, Cancel);
        }
    }

    /// <summary>Whoever fills the disk amid a write in the background makes the store read-only, which is another story.</summary>
    /// <summary>
    /// Waits until all that was added is in files: a flush that another program leaves no room for ends all writing. What is short of space is
    /// flushed twice a second, so what has not changed for longer is flushed.
    /// </summary>
    private static async Task NothingIsWrittenAsync(StorageEngine engine)
    {
        var clock = Stopwatch.StartNew();
        var (promised, since) = (long.MaxValue, TimeSpan.Zero);
        while (promised >= 16 << 20 || clock.Elapsed - since < TimeSpan.FromSeconds(2))
        {
            Assert.True(clock.Elapsed < Patience, "What was added is not brought to files.");
            await Task.Delay(50, Cancel);
            if (engine.Figures()!.PromisedBytes is var now && now != promised)
            {
                (promised, since) = (now, clock.Elapsed);
            }
        }
    }

    private static async Task HasBallastAsync(SmallDisk disk)
    {
        var clock = Stopwatch.StartNew();
        while (!File.Exists(Path.Combine(disk.Path, "data", "ballast")))
        {
            Assert.True(clock.Elapsed < Patience, "The ballast was not made again.");
            await Task.Delay(50, Cancel);
        }
    }

    private static byte[] Key(int number) => Bytes.Of($"{number:d8}");
}
