using System.Net;
using Microsoft.Extensions.Logging;
using Ossa.Engine;
using Ossa.Hosting;
using Ossa.Protocol.Access;
using Ossa.Protocol.Signing;
using Ossa.Server.Hosting;
using Ossa.Storage.Local;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Server.Hostile;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>A lost or leaked root key is replaced while no server runs.</summary>
public sealed class RootKeyCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_directory.Path, "data");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_new_key_takes_the_place_of_the_old_one_and_is_told_once()
    {
        await using (await OpenAsync()) { }
        var directory = new DataDirectory(Data);
        var old = RootCredentials.LoadOrCreate(directory, out _);
        var run = await ResetAsync();
        Assert.True(run.ExitCode == 0, run.Error);
        var made = RootCredentials.Load(directory)!;
        Assert.Equal($"{made.Id} {made.Secret}\n", run.Out);
        Assert.DoesNotContain(made.Secret, run.Error, StringComparison.Ordinal);
        Assert.NotEqual(old.Id, made.Id);
        Assert.NotEqual(old.Secret, made.Secret);

        // A file that is damaged is no hindrance: that is what it is for.
        await File.WriteAllTextAsync(directory.CredentialsFile, "[default]\n", Cancel);
        Assert.Equal(0, (await ResetAsync()).ExitCode);
        Assert.NotNull(RootCredentials.Load(directory));
    }

    [Fact]
    public async Task The_root_key_of_a_further_account_is_replaced_and_the_old_one_known_no_more()
    {
        string old;
        await using (var engine = await OpenEngineAsync(new DataDirectory(Data)))
        {
            old = (await engine.Accounts.CreateAsync("research", "", Cancel)).KeyId;
        }

        var run = await ResetAsync("--account", "research");
        Assert.True(run.ExitCode == 0, run.Error);
        var key = run.Out.TrimEnd().Split(' ');
        Assert.DoesNotContain(key[1], run.Error, StringComparison.Ordinal);
        await using (var engine = await OpenEngineAsync(new DataDirectory(Data)))
        {
            var account = await engine.Accounts.GetAsync("research", Cancel);
            Assert.Equal([key[0]], account.RootKeyIds);
            Assert.Null(await engine.Identities.Resolver.FindAsync(old, Cancel));
            var known = (await engine.Identities.Resolver.FindAsync(key[0], Cancel))!;
            Assert.Equal((account.Id, true, null), (known.AccountId, known.IsActive, known.Owner));
        }

        var missing = await ResetAsync("--account", "none");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("There is no account none", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_is_in_use_or_none_is_left_alone()
    {
        var missing = await ResetAsync();
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("There is no store in", missing.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));

        await using var held = await OpenAsync();
        var directory = new DataDirectory(Data);
        var old = RootCredentials.LoadOrCreate(directory, out _);
        var refused = await ResetAsync();
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Stop it first", refused.Error, StringComparison.Ordinal);
        Assert.Empty(refused.Out);
        Assert.Equal(old, RootCredentials.Load(directory));
    }

    [Fact]
    public async Task What_the_old_key_signed_is_refused_once_the_server_runs_again()
    {
        var directory = new DataDirectory(Data);
        SignedMessage[] signed;
        await using (var engine = await OpenEngineAsync(directory))
        {
            var old = RootCredentials.LoadOrCreate(directory, out _);
            await Seeding.RunAsync(engine, [new BucketSeed("my-bucket", CannedAcl.Private)], null, Cancel);
            await using var server = await StartAsync(engine, old);
            signed = [.. SignAll(server, old)];
            // The form writes what the others read.
            foreach (var message in signed.Reverse())
            {
                Assert.InRange((await SendAsync(server, message)).Status, 200, 204);
            }
        }

        Assert.Equal(0, (await ResetAsync()).ExitCode);
        await using var again = await OpenEngineAsync(directory);
        var made = RootCredentials.Load(directory)!;
        await using var renewed = await StartAsync(again, made);
        foreach (var message in signed)
        {
            var refused = await SendAsync(renewed, message);
            Assert.InRange(refused.Status, 403, 404);
            Assert.StartsWith("InvalidAccessKeyId", refused.Code, StringComparison.Ordinal);
        }

        foreach (var message in SignAll(renewed, made))
        {
            Assert.InRange((await SendAsync(renewed, message)).Status, 200, 204);
        }

        // What the header of RPC signs holds the address, which is another one each time.
        static IEnumerable<SignedMessage> SignAll(OssaServer server, AccessKey key) =>
            SignedMessage
                .ObjectWays.Append("RPC parameters")
                .Select(way =>
                    SignedMessage.Of(
                        way,
                        key,
                        TimeProvider.System.GetUtcNow(),
                        "my-bucket",
                        "k",
                        server.Addresses[0].Authority
                    )
                );
    }

    private static Task<OssaEngine> OpenEngineAsync(DataDirectory directory) =>
        EmbeddedServer.OpenAsync(directory, new EngineOptions(), directIo: true, TimeProvider.System, Cancel);

    private static Task<OssaServer> StartAsync(OssaEngine engine, AccessKey root) =>
        EmbeddedServer.StartAsync(
            engine,
            root,
            [ListenAddresses.Loopback(0)],
            new ServerOptions(),
            TimeProvider.System,
            LogLevel.None,
            Cancel
        );

    private static Task<WireResponse> SendAsync(OssaServer server, SignedMessage message)
    {
        var address = server.Addresses[0];
        return WireClient.SendAsync(
            new IPEndPoint(IPAddress.Loopback, address.Port),
            message.Method,
            message.Target,
            [new("Host", address.Authority), .. message.Headers],
            message.Body
        );
    }

    private Task<CommandRun> ResetAsync(params string[] more) =>
        new CommandRun().RunAsync(["user", "root", "reset", "--data", Data, .. more]);

    private async Task<Ossa.Storage.StorageEngine> OpenAsync() =>
        await LocalEngine.OpenAsync(new LocalEngineOptions { Directory = Data }, Cancel);
}
