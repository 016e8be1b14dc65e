using Ossa.Tests.Client;
using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>A download that goes wrong in the middle leaves no trace.</summary>
public sealed class CpBrokenDownloadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ossa-broken-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_connection_that_breaks_leaves_nothing_behind()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK", "Content-Length: 100", "only ten b"u8.ToArray()));

        var run = await DownloadAsync(peer, "new.bin");

        AssertOneLine(run);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Damaged_bytes_never_get_the_name_of_the_file()
    {
        await using var peer = RawPeer.Start(
            RawPeer.Answer("200 OK", "Content-Length: 4\r\nx-oss-hash-crc64ecma: 1", "evil"u8.ToArray())
        );

        var run = await DownloadAsync(peer, "new.bin");

        AssertOneLine(run);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_file_that_was_there_stays_as_it_was()
    {
        File.WriteAllText(Path.Combine(_folder, "old.bin"), "old");
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK", "Content-Length: 100", "only ten b"u8.ToArray()));

        var run = await DownloadAsync(peer, "old.bin", "--force");

        AssertOneLine(run);
        Assert.Equal([Path.Combine(_folder, "old.bin")], Directory.GetFileSystemEntries(_folder));
        Assert.Equal("old", File.ReadAllText(Path.Combine(_folder, "old.bin")));
    }

    private static void AssertOneLine(CommandRun run)
    {
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("ossa: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private Task<CommandRun> DownloadAsync(RawPeer peer, string name, params string[] more)
    {
        var run = new CommandRun { Clock = TimeProvider.System };
        run.Variables["OSS_ENDPOINT"] = $"http://127.0.0.1:{peer.Port}";
        run.Variables["OSS_ACCESS_KEY_ID"] = RawPeer.Key.Id;
        run.Variables["OSS_ACCESS_KEY_SECRET"] = RawPeer.Key.Secret;
        return run.RunAsync(["cp", "oss://test-bucket/key", Path.Combine(_folder, name), .. more]);
    }
}
