using System.Diagnostics;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.Directories;
using Xunit;

namespace Ossa.Tests.Storage.Local;

public sealed class SmallDiskTests
{
    private const int BodyBytes = 60_000;
    private const int Kept = 50;
    private static readonly PartitionId Here = new("bucket/0");
    private readonly SortedSet<int> _live = [];
    private int _next;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disk_full_of_small_bodies_is_emptied_reopened_and_filled_again()
    {
        using var disk = SmallDisk.Mount(sizeMiB: 256);
        for (var round = 0; round < 3; round++)
        {
            await using (var engine = await OpenAsync(disk))
            {
                Assert.InRange(await FillAsync(engine), 1000, int.MaxValue);
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
        for (var count = 0; ; count++)
        {
            var number = _next++;
            var batch = new WriteBatch()
                .Put(RowFamily.Record, Key(number), new byte[300])
                .Put(RowFamily.Body, Key(number), Bytes.Pattern(BodyBytes, number));
            try
            {
                Assert.True(await engine.Metadata.ApplyAsync(Here, batch, Cancel));
            }
            catch (StoreFullException)
            {
                return count;
            }
            _live.Add(number);
        }
    }

    /// <summary>Deletes all but a few that stay scattered over the files.</summary>
    private async Task DeleteAsync(StorageEngine engine)
    {
        foreach (var number in _live.Where(number => number % Kept != 0).ToArray())
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
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"Only {disk.FreeMiB} MiB came back.");
            await Task.Delay(50, Cancel);
        }
    }

    private static byte[] Key(int number) => Bytes.Of($"{number:d8}");
}
