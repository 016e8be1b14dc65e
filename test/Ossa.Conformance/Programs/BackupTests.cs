using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;
using Ossa.Protocol.Signing;

namespace Ossa.Conformance.Programs;

/// <summary><c>ossa backup</c> and <c>ossa restore</c> as processes of their own, with a server before, between and after.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new();

    [Fact]
    public async Task What_a_server_stored_is_served_from_a_restored_backup()
    {
        var (data, backup, running, restored) = (
            _directory.Combine("data"),
            _directory.Combine("backup"),
            _directory.Combine("running"),
            _directory.Combine("new")
        );
        var folder = Directory.CreateDirectory(Path.Combine(_directory.Combine("seed"), "seeded")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "a.txt"), "kept", CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder, "large"), new byte[300_000], CancellationToken);
        await using (
            var server = await ServeAsync(data, "--bucket", "seeded:public-read", "--seed", _directory.Combine("seed"))
        )
        {
            var withoutKey = await RunAsync("backup", backup, "--data", data);
            Assert.Equal(1, withoutKey.ExitCode);
            Assert.Contains($"the root key {server.Key.Id}", withoutKey.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(backup));
            var ofRunning = await RunAsync(server.Key, "backup", running, "--data", data);
            Assert.Equal(0, ofRunning.ExitCode);
            // As after a crash of the server.
            await server.KillAsync();
        }

        Assert.Equal(0, (await RunAsync("backup", backup, "--data", data)).ExitCode);
        Assert.Equal(0, (await RunAsync("restore", running, "--data", _directory.Combine("first"))).ExitCode);
        Assert.Equal(0, (await RunAsync("fsck", "--data", _directory.Combine("first"))).ExitCode);
        Assert.Equal(1, (await RunAsync("backup", backup, "--data", data)).ExitCode);
        Directory.Delete(data, recursive: true);
        Assert.Equal(0, (await RunAsync("restore", backup, "--data", restored)).ExitCode);
        Assert.Equal(1, (await RunAsync("restore", backup, "--data", restored)).ExitCode);
        await using var again = await ServeAsync(restored);
        Assert.Equal("kept", await _http.GetStringAsync(new Uri(again.Endpoint, "seeded/a.txt"), CancellationToken));
        var large = await _http.GetByteArrayAsync(new Uri(again.Endpoint, "seeded/large"), CancellationToken);
        Assert.Equal(new byte[300_000], large);
    }

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private static Task<OssaProcess> ServeAsync(string data, params string[] more) =>
        OssaProcess.StartAsync(
            ["--data", data, "--listen", "http://127.0.0.1:0", .. more],
            cancellationToken: CancellationToken
        );

    private Task<ProgramResult> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    private Task<ProgramResult> RunAsync(AccessKey? key, params string[] arguments)
    {
        var options = new ProgramOptions
        {
            WorkingDirectory = _directory.FullPath,
            Environment = new Dictionary<string, string?>
            {
                ["OSS_ACCESS_KEY_ID"] = key?.Id,
                ["OSS_ACCESS_KEY_SECRET"] = key?.Secret,
            },
        };
        return ProcessRunner.RunAsync("dotnet", [OssaProgram.Assembly, .. arguments], options, CancellationToken);
    }
}
