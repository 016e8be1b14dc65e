using System.Buffers.Binary;
using Ossa.Storage;
using Ossa.Storage.Local.Directories;
using Ossa.Storage.Local.RocksDb;
using Xunit;

namespace Ossa.Tests.Storage.Local;

public sealed class LogDamageTests : LocalTest
{
    private const int Rows = 60;
    private const int RowBytes = 3000;

    /// <summary>As many as a crash finds in the log at most, and some.</summary>
    private const int ZerosAhead = 400_000;

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(500, 0, 1)]
    [InlineData(RowBytes, 0, 1)]
    [InlineData(0, 1, 0)]
    [InlineData(0, ZerosAhead, 0)]
    [InlineData(1, ZerosAhead, 1)]
    [InlineData(500, ZerosAhead, 1)]
    [InlineData(RowBytes, ZerosAhead, 1)]
    public async Task A_torn_tail_is_cut_and_all_before_it_is_kept(int cut, int zeros, int lost)
    {
        await WriteRowsAsync();
        var log = Log();
        using (var file = File.OpenWrite(log))
        {
            file.SetLength(file.Length - cut);
            file.SetLength(file.Length + zeros);
        }

        Assert.Equal(Rows - lost, await CountAsync());
    }

    [Fact]
    public async Task A_last_record_that_reached_the_disk_in_part_is_cut()
    {
        await WriteRowsAsync();
        var log = Log();
        await ChangeAsync(log, new FileInfo(log).Length - 500);
        Assert.Equal(Rows - 1, await CountAsync());
        Assert.Equal(Rows - 1, await CountAsync());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(50_000)]
    [InlineData(150_000)]
    public async Task Damage_before_the_last_record_is_refused_and_never_skipped(int position)
    {
        await WriteRowsAsync();
        await ChangeAsync(Log(), position);
        var refused = await Assert.ThrowsAsync<DataDirectoryException>(OpenAsync);
        Assert.Contains("is damaged at byte", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70_000, 10_000)]
    [InlineData(65_536, 32_768)]
    public async Task A_part_in_the_middle_that_was_never_written_is_refused(int position, int length)
    {
        await WriteRowsAsync();
        using (var file = new FileStream(Log(), FileMode.Open))
        {
            file.Position = position;
            await file.WriteAsync(new byte[length], Cancel);
        }
        await Assert.ThrowsAsync<DataDirectoryException>(OpenAsync);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Records_in_the_bytes_of_a_client_are_none_where_the_beginning_of_his_write_is_missing(int phase)
    {
        await WriteRowsAsync();
        var old = Log();
        byte[] forged = [0, 0, 0, 0, 0, 0, 1];
        BinaryPrimitives.WriteUInt32LittleEndian(forged, Crc32C.Masked(forged.AsSpan(6)));
        await using (var engine = await OpenAsync())
        {
            byte[] body = [.. new byte[phase], .. Enumerable.Repeat(forged, 3_000).SelectMany(bytes => bytes)];
            var batch = new WriteBatch().Put(RowFamily.Body, Bytes.Of("forged"), body);
            Assert.True(await engine.Metadata.ApplyAsync(Here, batch, Cancel));
        }

        var log = Directory.GetFiles(Path.Combine(Data, "rows"), "*.log").Max(StringComparer.Ordinal)!;
        Assert.NotEqual(old, log);
        using (var file = new FileStream(log, FileMode.Open))
        {
            await file.WriteAsync(new byte[4096], Cancel);
        }

        Assert.Equal(Rows, await CountAsync());
    }

    private string Log() =>
        Directory.GetFiles(Path.Combine(Data, "rows"), "*.log").MaxBy(file => new FileInfo(file).Length)!;

    private async Task WriteRowsAsync()
    {
        await using var engine = await OpenAsync();
        for (var number = 0; number < Rows; number++)
        {
            var batch = new WriteBatch().Put(
                RowFamily.Record,
                Bytes.Of($"{number:d5}"),
                Bytes.Pattern(RowBytes, number)
            );
            await engine.Metadata.ApplyAsync(Here, batch, Cancel);
        }
    }

    private async Task<int> CountAsync()
    {
        await using var engine = await OpenAsync();
        var rows = await engine.Metadata.ScanAsync(Here, RowFamily.Record, KeyRange.Prefix([]), 10_000, Cancel);
        foreach (var (number, row) in rows.Index())
        {
            Assert.Equal(Bytes.Pattern(RowBytes, number), row.Value);
        }

        return rows.Count;
    }

    private static async Task ChangeAsync(string path, long position)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.Position = position;
        var value = file.ReadByte();
        file.Position = position;
        await file.WriteAsync(new[] { (byte)~value }, Cancel);
    }
}
