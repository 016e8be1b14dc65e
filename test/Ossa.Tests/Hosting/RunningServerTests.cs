using Microsoft.Extensions.Logging;
using Ossa.Engine;
using Ossa.Hosting;
using Ossa.Protocol.Access;
using Ossa.Server.Hosting;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Hosting;

/// <summary>Commands that need the store while a server has it.</summary>
public sealed class RunningServerTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _place = new();
    private OssaEngine _engine = null!;
    private OssaServer _server = null!;
    private Announcement _announcement = null!;
    private bool _isStopped;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DataDirectory Data => new(Path.Combine(_place.Path, "data"));

    public async ValueTask InitializeAsync()
    {
        _engine = await EmbeddedServer.OpenAsync(
            Data,
            new EngineOptions(),
            directIo: true,
            TimeProvider.System,
            Cancel
        );
        var root = RootCredentials.LoadOrCreate(Data, out _);
        await Seeding.RunAsync(_engine, [new BucketSeed("my-bucket", CannedAcl.Private)], MakeSeed(), Cancel);
        var options = new ServerOptions { Region = "eu-central-1" };
        _server = await EmbeddedServer.StartAsync(
            _engine,
            root,
            [ListenAddresses.Loopback(0)],
            options,
            TimeProvider.System,
            LogLevel.None,
            Cancel
        );
        _announcement = Announcement.Make(Data, options, _server.Addresses[0], root);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Fsck_has_the_server_check()
    {
        var run = await RunAsync("fsck");
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Equal("1 bucket, 1 record, 97.7 KiB read: no damage\n", run.Out);

        File.Delete(BlobFile());
        run = await RunAsync("fsck", "--json");
        Assert.Equal(("", 1), (run.Error, run.ExitCode));
        Assert.Contains("\"kind\":\"MissingBody\"", run.Out, StringComparison.Ordinal);
        run = await RunAsync("fsck", "--bucket", "other-bucket");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "refused: The specified bucket does not exist. other-bucket",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Backup_has_the_server_copy_and_what_is_restored_is_whole()
    {
        var backup = Path.Combine(_place.Path, "backup");
        var run = await RunAsync("backup", backup);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith($"Backed up to {backup}: ", run.Out, StringComparison.Ordinal);

        run = await RunAsync("backup", backup);
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(backup, run.Error, StringComparison.Ordinal);

        var restored = Path.Combine(_place.Path, "restored");
        Assert.Equal(0, (await new CommandRun().RunAsync("restore", backup, "--data", restored)).ExitCode);
        run = await new CommandRun().RunAsync("fsck", "--data", restored);
        Assert.Equal("1 bucket, 1 record, 97.7 KiB read: no damage\n", run.Out);
    }

    [Fact]
    public async Task Du_looks_into_the_directory_with_a_server_and_without()
    {
        var other = await _engine.Accounts.CreateAsync("research", "", Cancel);
        await _engine.Buckets.CreateAsync("other-bucket", other.Account.Id, null, "Standard", "LRS", Cancel);
        var running = await RunAsync("du");
        Assert.Equal(("", 0), (running.Error, running.ExitCode));
        Assert.Matches("100000 +1 +0 +0 +0 +oss://my-bucket\n.* +0 +oss://other-bucket\n$", running.Out);
        var one = await RunAsync("du", "oss://other-bucket");
        Assert.Matches("0 +0 +0 +0 +0 +oss://other-bucket\n$", one.Out);
        var below = await RunAsync("du", "oss://other-bucket/photos/");
        Assert.Equal((1, ""), (below.ExitCode, below.Out));
        Assert.Contains($"is of the account {other.Account.Id}", below.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("du", "oss://my-bucket/photos/")).ExitCode);

        await StopAsync();
        var credentials = await File.ReadAllTextAsync(Data.CredentialsFile, Cancel);
        Assert.Equal(running.Out, (await RunAsync("du")).Out);
        Assert.Equal(one.Out, (await RunAsync("du", "oss://other-bucket")).Out);
        Assert.Contains(
            "does not exist",
            (await RunAsync("du", "oss://no-such-bucket")).Error,
            StringComparison.Ordinal
        );
        Assert.Equal(credentials, await File.ReadAllTextAsync(Data.CredentialsFile, Cancel));

        // To look leaves nothing, and takes nothing away.
        await using (
            var engine = await EmbeddedServer.OpenAsync(
                Data,
                new EngineOptions(),
                directIo: true,
                TimeProvider.System,
                Cancel
            )
        )
        {
            var root = RootCredentials.LoadOrCreate(Data, out _);
            Assert.NotNull(await engine.KeyUses.FindAsync(root.Id, Cancel));
        }

        var nowhere = Path.Combine(_place.Path, "nowhere");
        var run = await new CommandRun().RunAsync("du", "--data", nowhere);
        Assert.Contains("There is no store in", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(nowhere));
        run = await new CommandRun().RunAsync("du", "--data", nowhere, "--endpoint", "http://127.0.0.1:1");
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task Keyring_has_the_server_change_its_keys()
    {
        Assert.StartsWith("There are no keys yet", (await RunAsync("keyring")).Out, StringComparison.Ordinal);
        var run = await RunAsync("keyring", "create", "invoices");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(run.Out, (await RunAsync("keyring")).Out);
        var key = Assert.Single(await _engine.Keyring.ListAsync(Cancel));
        Assert.Equal("invoices", key.Name);
        run = await RunAsync("keyring", "create", "invoices");
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("There is a key 'invoices' already.", run.Error, StringComparison.Ordinal);
        await StopAsync();
        Assert.Contains(key.Id, (await RunAsync("keyring")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_key_of_the_server_it_is_not_asked()
    {
        File.Delete(Data.CredentialsFile);
        var run = await RunAsync("fsck");
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET to it", run.Error, StringComparison.Ordinal);
    }

    private async Task StopAsync()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            _announcement.Dispose();
            await _server.DisposeAsync();
            await _engine.DisposeAsync();
        }
    }

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        new CommandRun { Clock = TimeProvider.System }.RunAsync([.. arguments, "--data", Data.Path]);

    private string MakeSeed()
    {
        var seed = Path.Combine(_place.Path, "seed");
        Directory.CreateDirectory(Path.Combine(seed, "my-bucket"));
        File.WriteAllBytes(Path.Combine(seed, "my-bucket", "photo.jpg"), Bytes.Pattern(100_000));
        return seed;
    }

    private string BlobFile() =>
        Directory
            .EnumerateFiles(Path.Combine(Data.Path, "blobs"), "*", SearchOption.AllDirectories)
            .Single(path => new FileInfo(path).Length > 100_000);
}
