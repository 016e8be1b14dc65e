using Ossa.Engine;
using Ossa.Engine.Encryption;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Storage.Local;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Engine;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>A keyring that leaves its machine, and comes to where a backup is restored.</summary>
public sealed class KeyringFileCommandsTests : IDisposable
{
    private const string Passphrase = "correct horse battery";

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => In("data");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_backup_is_read_elsewhere_with_what_was_exported()
    {
        await FillAsync();
        var exported = await DoAsync("keyring", "export", In("sealed"), "--data", Data);
        Assert.Contains("1 master key of the keyring", exported.Error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(In("sealed")));
        }

        Assert.DoesNotContain(
            "\"chains\"",
            await File.ReadAllTextAsync(In("sealed"), Cancel),
            StringComparison.Ordinal
        );
        await DoAsync("backup", In("backup"), "--data", Data);
        await DoAsync("restore", In("backup"), "--data", In("restored"));
        Assert.NotEqual(0, (await RunAsync(Passphrase, "fsck", "--data", In("restored"))).ExitCode);
        await DoAsync("keyring", "import", In("sealed"), "--data", In("restored"));
        Assert.Equal(0, (await RunAsync(Passphrase, "fsck", "--data", In("restored"))).ExitCode);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(Data, "keyring"), Cancel),
            await KeyringAsync("restored")
        );
        // Once more changes nothing.
        await DoAsync("keyring", "import", In("sealed"), "--data", In("restored"));
    }

    [Fact]
    public async Task A_keyring_with_keys_that_the_file_lacks_stays_as_it_is()
    {
        await FillAsync();
        await DoAsync("keyring", "export", In("older"), "--data", Data);
        await DoAsync("keyring", "rotate", "--data", Data);
        var before = await KeyringAsync("data");
        var refused = await RunAsync(Passphrase, "keyring", "import", In("older"), "--data", Data);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("has keys that the file lacks; it stays as it is", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, await KeyringAsync("data"));
        // A newer one takes the place of an older one.
        await DoAsync("keyring", "export", In("newer"), "--data", Data);
        await DoAsync("backup", In("backup"), "--data", Data);
        await DoAsync("restore", In("backup"), "--data", In("restored"));
        await DoAsync("keyring", "import", In("older"), "--data", In("restored"));
        await DoAsync("keyring", "import", In("newer"), "--data", In("restored"));
        Assert.Equal(before, await KeyringAsync("restored"));
    }

    [Fact]
    public async Task What_cannot_be_done_is_one_line_and_changes_nothing()
    {
        await FillAsync();
        var file = In("sealed");
        await AssertRefusedAsync(2, "Nobody can be asked for the passphrase", null, "export", file);
        await AssertRefusedAsync(2, "A passphrase has 12 to", "short", "export", file);
        Assert.False(File.Exists(file));
        await DoAsync("keyring", "export", file, "--data", Data);
        await AssertRefusedAsync(1, "is there already", Passphrase, "export", file);
        File.Delete(Path.Combine(Data, "keyring"));
        await AssertRefusedAsync(1, "does not exist", Passphrase, "export", In("other"));
        await AssertRefusedAsync(1, "the passphrase is another one", "another passphrase", "import", file);
        await File.WriteAllTextAsync(In("nonsense"), "{}", Cancel);
        await AssertRefusedAsync(1, "none that was sealed here", null, "import", In("nonsense"));
        await AssertRefusedAsync(1, "Could not find file", Passphrase, "import", In("nothing"));
        Assert.False(File.Exists(Path.Combine(Data, "keyring")));
        var nowhere = await RunAsync(Passphrase, "keyring", "import", file, "--data", In("nowhere"));
        Assert.Contains("There is no store in", nowhere.Error, StringComparison.Ordinal);
        // The passphrase in a file, and the keyring through pipes.
        await File.WriteAllTextAsync(In("passphrase"), Passphrase + "\n", Cancel);
        var piped = new CommandRun { Input = await File.ReadAllBytesAsync(file, Cancel) };
        await piped.RunAsync("keyring", "import", "-", "--passphrase-file", In("passphrase"), "--data", Data);
        Assert.Equal(0, piped.ExitCode);
        Assert.Contains(
            "ossa-sealed",
            (await DoAsync("keyring", "export", "-", "--data", Data)).Out,
            StringComparison.Ordinal
        );
    }

    private async Task AssertRefusedAsync(int exitCode, string said, string? passphrase, string verb, string file)
    {
        var run = await RunAsync(passphrase, "keyring", verb, file, "--data", Data);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Out));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    private async Task<CommandRun> DoAsync(params string[] arguments)
    {
        var run = await RunAsync(Passphrase, arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private static Task<CommandRun> RunAsync(string? passphrase, params string[] arguments)
    {
        var run = new CommandRun();
        if (passphrase is not null)
        {
            run.Variables["OSSA_PASSPHRASE"] = passphrase;
        }

        return run.RunAsync(arguments);
    }

    private string In(string name) => Path.Combine(_directory.Path, name);

    private Task<byte[]> KeyringAsync(string data) => File.ReadAllBytesAsync(Path.Combine(In(data), "keyring"), Cancel);

    private async Task FillAsync()
    {
        var storage = await LocalEngine.OpenAsync(new LocalEngineOptions { Directory = Data }, Cancel);
        await using var engine = await OssaEngine.OpenAsync(storage, new EngineOptions(), TimeProvider.System, Cancel);
        var bucket = await engine.Buckets.CreateAsync(
            "bucket",
            engine.AccountId,
            CannedAcl.Private,
            "Standard",
            "LRS",
            Cancel
        );
        var wanted = new NewObject { Encryption = ObjectEncryption.Aes256 };
        await engine.Objects.PutAsync(bucket, "k", wanted, TestStore.ReadFrom(Bytes.Pattern(100_000)), Cancel);
    }
}
