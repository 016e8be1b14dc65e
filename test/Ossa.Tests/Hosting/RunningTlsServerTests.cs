using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Hosting;
using Ossa.Protocol.Access;
using Ossa.Server.Hosting;
using Ossa.Settings;
using Ossa.Sharing;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Server.Tls;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Hosting;

/// <summary>Commands on the machine of a server that listens with TLS alone, under a certificate that nobody trusts.</summary>
public sealed class RunningTlsServerTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _place = new();
    private readonly TemporaryDirectory _other = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DataDirectory Data => new(Path.Combine(_place.Path, "data"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _place.Dispose();
        _other.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task They_take_the_certificate_in_the_servers_file_for_right_and_no_other_one()
    {
        var tls = TestCertificate.Write(_place.Path);
        await using var engine = await EmbeddedServer.OpenAsync(
            Data,
            new EngineOptions(),
            directIo: true,
            TimeProvider.System,
            Cancel
        );
        var root = RootCredentials.LoadOrCreate(Data, out _);
        await Seeding.RunAsync(engine, [new BucketSeed("my-bucket", CannedAcl.Private)], null, Cancel);
        var options = new ServerOptions { Tls = tls };
        await using var server = await EmbeddedServer.StartAsync(
            engine,
            root,
            [new Uri("https://127.0.0.1:0")],
            options,
            TimeProvider.System,
            LogLevel.None,
            Cancel
        );
        using (Announcement.Make(Data, options, server.Addresses[0], root))
        {
            var checkedStore = await RunAsync("fsck", "--data", Data.Path);
            Assert.Equal((0, ""), (checkedStore.ExitCode, checkedStore.Error));
            var counted = await RunAsync("du", "oss://my-bucket", "--data", Data.Path);
            Assert.Equal((0, ""), (counted.ExitCode, counted.Error));
        }

        var another = options with { Tls = TestCertificate.Write(_other.Path) };
        using (Announcement.Make(Data, another, server.Addresses[0], root))
        {
            Assert.Equal(1, (await RunAsync("fsck", "--data", Data.Path)).ExitCode);
            Assert.Equal(1, (await RunAsync("du", "oss://my-bucket", "--data", Data.Path)).ExitCode);
        }
    }

    [Fact]
    public async Task Share_listens_with_the_certificate_for_development_and_trusts_it()
    {
        await RunAsync("certificate", "dev", "--data", Data.Path);
        var context = Context();
        await using var share = await LocalShare.OpenAsync(
            context,
            Data,
            Request(context, "https://127.0.0.1:0"),
            Cancel
        );
        Assert.StartsWith("https://127.0.0.1:", share.Address, StringComparison.Ordinal);
        using var client = new OssClient(share.Target.Upload);
        await client.PutBucketAsync("my-bucket", cancellationToken: Cancel);
        using var stranger = new OssClient(share.Target.Upload with { PinnedCertificate = null, MaxAttempts = 1 });
        var refused = await Assert.ThrowsAsync<OssConnectionException>(() =>
            stranger.PutBucketAsync("my-bucket", cancellationToken: Cancel)
        );
        Assert.IsType<AuthenticationException>(refused.GetBaseException());
    }

    [Fact]
    public async Task Share_without_TLS_minds_no_certificate_and_wrong_proxies_are_refused()
    {
        var context = Context(new() { ["OSSA_TLS_CERTIFICATE"] = "none.pem", ["OSSA_TLS_KEY"] = "none.pem" });
        await using (await LocalShare.OpenAsync(context, Data, Request(context, "http://127.0.0.1:0"), Cancel)) { }
        context = Context(new() { ["OSSA_TRUSTED_PROXY"] = "everybody" });
        var refused = await Assert.ThrowsAsync<CommandException>(() =>
            LocalShare.OpenAsync(context, Data, Request(context, "http://127.0.0.1:0"), Cancel)
        );
        Assert.StartsWith("OSSA_TRUSTED_PROXY: 'everybody'", refused.Message, StringComparison.Ordinal);
        // The directory was let go.
        context = Context();
        await using var share = await LocalShare.OpenAsync(
            context,
            Data,
            Request(context, "http://127.0.0.1:0"),
            Cancel
        );
        Assert.True(share.IsServing);
    }

    private static Task<CommandRun> RunAsync(params string[] args) =>
        new CommandRun { Clock = TimeProvider.System }.RunAsync(args);

    private static ShareRequest Request(CommandContext context, string listen) =>
        new(
            "a.txt",
            "a.txt",
            TimeSpan.FromMinutes(1),
            null,
            new Uri(listen),
            null,
            new SettingsReader(context, _ => null).Read()
        );

    private static CommandContext Context(Dictionary<string, string>? variables = null) =>
        new()
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            OpenAnswers = () => TextReader.Null,
            OpenInput = () => Stream.Null,
            OpenOutput = () => Stream.Null,
            Variable = name => variables?.GetValueOrDefault(name),
            HomeFolder = "/",
        };
}
