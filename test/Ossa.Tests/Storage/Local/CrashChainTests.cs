using Ossa.Storage;
using Xunit;

namespace Ossa.Tests.Storage.Local;

/// <summary>Crash after crash, each leaving the beginning of a write that was never answered at the end of the log.</summary>
public sealed class CrashChainTests : LocalTest
{
    private const int Rounds = 6;
    private const int RowsOfRound = 15;

    /// <summary>More than a block of the log, so that whole fragments of the write are left.</summary>
    private const int CutBytes = 40_000;

    /// <summary>As many as a crash finds in the log at most, and some.</summary>
    private const int ZerosAhead = 400_000;

    [Theory]
    [InlineData("", 0)]
    [InlineData("", 16)]
    [InlineData("", ZerosAhead)]
    [InlineData("01020304F40101AABBCC", 0)]
    [InlineData("01020304F40101AABBCC", ZerosAhead)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", ZerosAhead)]
    public async Task What_was_answered_between_crashes_survives_them_all(string tornTail, int zeros)
    {
        for (var round = 0; round < Rounds; round++)
        {
            await using (var engine = await OpenAsync())
            {
                var rows = await engine.Metadata.ScanAsync(Here, RowFamily.Record, KeyRange.Prefix([]), 1_000, Cancel);
                Assert.Equal(round * RowsOfRound, rows.Count);
                await WriteRoundAsync(engine, round);
            }
            await AppendAsync(NewestLog(), [.. Convert.FromHexString(tornTail), .. new byte[zeros]]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ZerosAhead)]
    public async Task A_large_write_cut_in_its_middle_takes_nothing_else_with_it(int zeros)
    {
        for (var round = 0; round < Rounds; round++)
        {
            await using (var engine = await OpenAsync())
            {
                var rows = await engine.Metadata.ScanAsync(Here, RowFamily.Body, KeyRange.Prefix([]), 1_000, Cancel);
                Assert.Equal(round * RowsOfRound, rows.Count);
                await WriteRoundAsync(engine, round);
                var cut = new WriteBatch().Put(RowFamily.Body, Bytes.Of("cut"), Bytes.Pattern(CutBytes * 3));
                Assert.True(await engine.Metadata.ApplyAsync(Here, cut, Cancel));
            }
            using var log = File.OpenWrite(NewestLog());
            log.SetLength(log.Length - CutBytes);
            log.SetLength(log.Length + zeros);
        }
    }

    private static async Task WriteRoundAsync(StorageEngine engine, int round)
    {
        for (var row = 0; row < RowsOfRound; row++)
        {
            var key = Bytes.Of($"{round:d3}/{row:d3}");
            var batch = new WriteBatch()
                .Put(RowFamily.Record, key, Bytes.Pattern(700, row))
                .Put(RowFamily.Body, key, Bytes.Pattern(5_000, row));
            Assert.True(await engine.Metadata.ApplyAsync(Here, batch, Cancel));
        }
    }

    private string NewestLog() => Directory.GetFiles(Path.Combine(Data, "rows"), "*.log").Max(StringComparer.Ordinal)!;

    private static async Task AppendAsync(string path, byte[] bytes)
    {
        await using var file = new FileStream(path, FileMode.Append);
        await file.WriteAsync(bytes, Cancel);
    }
}
