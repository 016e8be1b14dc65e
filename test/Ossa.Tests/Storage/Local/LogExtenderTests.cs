using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.FileSystem;
using Xunit;

namespace Ossa.Tests.Storage.Local;

/// <summary>The log is zeros for a while ahead of what is written to it, and no more of the disk than that is used.</summary>
public sealed class LogExtenderTests : LocalTest
{
    private const int MostAheadBytes = 512 << 10;

    [Theory]
    [InlineData(5, 300)]
    [InlineData(300, 300)]
    [InlineData(4_000, 1_000)]
    [InlineData(10_000, 10)]
    [InlineData(200, 60_000)]
    [InlineData(1_000, 30_000)]
    public async Task Zeros_are_ahead_of_what_is_written(int rows, int rowBytes)
    {
        Require();
        await using var engine = await OpenAsync();
        await WriteAsync(engine, rows, rowBytes);
        Assert.InRange(ZerosAhead(Data), 1, MostAheadBytes);
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_is_left_alone()
    {
        Require();
        var space = new FreeSpace(() => (2 * FreeSpace.ReserveBytes) - 1, () => 0);
        await using var engine = await OpenAsync(new() { Directory = Data, FreeSpace = space });
        await WriteAsync(engine, 300, 300);
        Assert.Equal(0, ZerosAhead(Data));
    }

    [Fact]
    public async Task Large_writes_make_no_zeros()
    {
        Require();
        await using var engine = await OpenAsync();
        for (var number = 0; number < 20; number++)
        {
            var batch = new WriteBatch().Put(RowFamily.Body, Bytes.Of($"{number}"), Bytes.Pattern(100_000));
            await engine.Metadata.ApplyAsync(Here, batch, Cancel);
        }
        Assert.Equal(0, ZerosAhead(Data));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(2_000)]
    public async Task What_a_killed_process_leaves_is_read_to_the_last_row(int rows)
    {
        Require();
        var killed = Path.Combine(Path.GetDirectoryName(Data)!, "killed");
        await using (var engine = await OpenAsync())
        {
            await WriteAsync(engine, rows, 700);
            Copy(Data, killed);
            Assert.InRange(ZerosAhead(killed), 1, MostAheadBytes);
        }

        await using var again = await OpenAsync(new() { Directory = killed });
        var found = await again.Metadata.ScanAsync(Here, RowFamily.Record, KeyRange.Prefix([]), 10_000, Cancel);
        Assert.Equal(rows, found.Count);
        Assert.True(await again.Metadata.ApplyAsync(Here, Put("afterwards", "1"), Cancel));
    }

    private static async Task WriteAsync(StorageEngine engine, int rows, int rowBytes)
    {
        for (var number = 0; number < rows; number++)
        {
            var batch = new WriteBatch().Put(
                RowFamily.Record,
                Bytes.Of($"{number:d5}"),
                Bytes.Pattern(rowBytes, number)
            );
            Assert.True(await engine.Metadata.ApplyAsync(Here, batch, Cancel));
        }

        // The log is looked after once a batch was answered, and before the next one is written.
        Assert.True(
            await engine.Metadata.ApplyAsync(Here, new WriteBatch().Delete(RowFamily.Record, Bytes.Of("none")), Cancel)
        );
    }

    private static void Require() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux are zeros appended to the log.");

    /// <summary>How many zeros are at the end of the newest log.</summary>
    private static int ZerosAhead(string data)
    {
        var log = Directory.GetFiles(Path.Combine(data, "rows"), "*.log").Max(StringComparer.Ordinal)!;
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content.Length - (content.AsSpan().LastIndexOfAnyExcept((byte)0) + 1);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var directory in Directory.GetDirectories(from))
        {
            Copy(directory, Path.Combine(to, Path.GetFileName(directory)));
        }

        foreach (var file in Directory.GetFiles(from).Where(file => Path.GetFileName(file) is not ("lock" or "LOCK")))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var target = File.Create(Path.Combine(to, Path.GetFileName(file)));
            source.CopyTo(target);
        }
    }
}
