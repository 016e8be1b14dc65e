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

/// <summary>The keys of a data directory that no server holds, and what backups say of them.</summary>
public sealed class KeyringCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_directory.Path, "data");

    private string Keyring => Path.Combine(Data, "keyring");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Keys_are_made_turned_disabled_and_shown_without_their_secrets()
    {
        await FillAsync(encryption: null);
        Assert.Equal("There are no keys yet; they are made when something is encrypted.\n", (await DoAsync()).Out);
        Assert.False(File.Exists(Keyring));
        var made = await DoAsync("create", "invoices");
        Assert.Contains(Keyring, made.Error, StringComparison.Ordinal);
        await DoAsync("rotate", "invoices");
        await DoAsync("rotate");
        var shown = await DoAsync();
        var lines = shown.Out.TrimEnd().Split('\n');
        Assert.Equal("", shown.Error);
        Assert.Equal(4, lines.Length);
        Assert.Matches("^invoices +[0-9a-f]{32} .* opens older objects$", lines[1]);
        Assert.Matches("^invoices +[0-9a-f]{32} .* current$", lines[2]);
        Assert.Matches("^\\(AES256\\) +[0-9a-f]{32} .* current$", lines[3]);
        Assert.Matches(" disabled\n", (await DoAsync("disable", "invoices")).Out);
        Assert.DoesNotMatch(" disabled\n", (await DoAsync("enable", "invoices")).Out);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [InlineData("There is no key 'nothing'.", "rotate", "nothing")]
    [InlineData("There is no key 'nothing'.", "disable", "nothing")]
    [InlineData("is no master key", "retire", "nothing")]
    [InlineData("There is no master key", "retire", "00112233445566778899aabbccddeeff")]
    [InlineData("A key's name has 1 to 128 letters", "create", "no name")]
    public async Task What_cannot_be_done_is_one_line_and_changes_nothing(string said, params string[] arguments)
    {
        await FillAsync(encryption: null);
        var run = await RunAsync(arguments);
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.False(File.Exists(Keyring));
    }

    [Theory]
    [InlineData("create")]
    [InlineData("disable")]
    [InlineData("retire")]
    [InlineData("rewrap", "nothing")]
    [InlineData("forget", "invoices")]
    public async Task A_change_needs_what_its_help_says(params string[] arguments)
    {
        await FillAsync(encryption: null);
        var run = await RunAsync(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.False(File.Exists(Keyring));
    }

    [Fact]
    public async Task A_master_key_is_retired_once_nothing_needs_it()
    {
        await FillAsync(ObjectEncryption.Aes256);
        var old = (await DoAsync()).Out.Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        await DoAsync("rotate");
        var refused = await RunAsync("retire", old);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("is needed still: the bucket bucket has bodies", refused.Error, StringComparison.Ordinal);
        Assert.Equal("Wrapped anew: 1 of 1 record.\n", (await DoAsync("rewrap")).Error);
        Assert.Equal("Wrapped anew: 0 of 1 record.\n", (await DoAsync("rewrap")).Error);
        var left = await DoAsync("retire", old);
        Assert.DoesNotContain(old, left.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(old, await File.ReadAllTextAsync(Keyring, Cancel), StringComparison.Ordinal);
        var check = await new CommandRun().RunAsync("fsck", "--data", Data);
        Assert.Equal((0, "1 bucket, 1 record, 97.7 KiB read: no damage\n"), (check.ExitCode, check.Out));
    }

    [Fact]
    public async Task A_directory_without_a_store_is_left_alone()
    {
        var run = await RunAsync("create", "k");
        Assert.Contains("There is no store in", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task A_backup_has_no_keyring_and_a_restored_store_says_what_it_lacks()
    {
        await FillAsync(ObjectEncryption.Aes256);
        var (backup, restored) = (Path.Combine(_directory.Path, "backup"), Path.Combine(_directory.Path, "restored"));
        var backedUp = await new CommandRun().RunAsync("backup", backup, "--data", Data);
        Assert.Contains(Keyring, backedUp.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(backup, "keyring", SearchOption.AllDirectories));

        var run = await new CommandRun().RunAsync("restore", backup, "--data", restored);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Encrypted objects cannot be read", run.Error, StringComparison.Ordinal);
        var check = await new CommandRun().RunAsync("fsck", "--data", restored);
        Assert.Equal(1, check.ExitCode);
        Assert.StartsWith("damage: keyring missing: ", check.Out, StringComparison.Ordinal);

        File.Copy(Keyring, Path.Combine(restored, "keyring"));
        check = await new CommandRun().RunAsync("fsck", "--data", restored);
        Assert.Equal((0, "1 bucket, 1 record, 97.7 KiB read: no damage\n"), (check.ExitCode, check.Out));
    }

    [Fact]
    public async Task Of_a_store_without_encrypted_objects_no_keyring_is_spoken_of()
    {
        await FillAsync(encryption: null);
        var backup = Path.Combine(_directory.Path, "backup");
        var backedUp = await new CommandRun().RunAsync("backup", backup, "--data", Data);
        var restored = await new CommandRun().RunAsync(
            "restore",
            backup,
            "--data",
            Path.Combine(_directory.Path, "restored")
        );
        Assert.DoesNotContain("keyring", backedUp.Error + restored.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        new CommandRun().RunAsync(["keyring", .. arguments, "--data", Data]);

    private async Task<CommandRun> DoAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private async Task FillAsync(ObjectEncryption? encryption)
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
        var wanted = new NewObject { Encryption = encryption };
        await engine.Objects.PutAsync(bucket, "k", wanted, TestStore.ReadFrom(Bytes.Pattern(100_000)), Cancel);
    }
}
