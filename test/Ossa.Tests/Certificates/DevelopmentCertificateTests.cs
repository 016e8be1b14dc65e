using System.Net;
using System.Security.Cryptography.X509Certificates;
using Ossa.Certificates;
using Ossa.Hosting;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Server;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Certificates;

/// <summary><c>ossa certificate dev</c>, and a server with what it made.</summary>
public sealed class DevelopmentCertificateTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_place.Path, "data");

    private DevelopmentCertificateFiles Files => new(new DataDirectory(Data));

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Its_files_are_private_and_the_answer_says_how_clients_trust_it()
    {
        var run = await MakeAsync();
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        foreach (var file in (string[])[Files.Certificate, Files.Key, Files.Issuer])
        {
            Assert.True(
                OperatingSystem.IsWindows()
                    || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)
            );
        }

        Assert.Contains($"curl --cacert {Files.Issuer} ", run.Out, StringComparison.Ordinal);
        Assert.Contains($"NODE_EXTRA_CA_CERTS={Files.Issuer} ", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "PRIVATE KEY",
            await File.ReadAllTextAsync(Files.Issuer, Cancel),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void It_is_for_this_machine_and_for_what_is_named_and_its_key_is_new()
    {
        var now = TimeProvider.System.GetUtcNow();
        var made = DevelopmentCertificate.Make(["files.test", "localhost"], now);
        Assert.Equal(["localhost", "*.localhost", "127.0.0.1", "::1", "files.test"], made.Names);
        using var certificate = X509Certificate2.CreateFromPem(made.Certificate, made.Key);
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.Equal(["localhost", "*.localhost", "files.test"], names.EnumerateDnsNames());
        Assert.Equal([IPAddress.Loopback, IPAddress.IPv6Loopback], names.EnumerateIPAddresses());
        Assert.NotEqual(made.Key, DevelopmentCertificate.Make([], now).Key);
    }

    [Fact]
    public async Task One_that_is_there_is_replaced_only_where_that_is_said()
    {
        await MakeAsync();
        var first = await File.ReadAllTextAsync(Files.Certificate, Cancel);
        var refused = await MakeAsync();
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--replace", refused.Error, StringComparison.Ordinal);
        Assert.Equal(first, await File.ReadAllTextAsync(Files.Certificate, Cancel));
        Assert.Equal(0, (await MakeAsync("--replace")).ExitCode);
        Assert.NotEqual(first, await File.ReadAllTextAsync(Files.Certificate, Cancel));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("http://files.test")]
    [InlineData("")]
    [InlineData("*.*.test")]
    public async Task What_is_no_host_is_refused(string host)
    {
        var run = await MakeAsync("--host", host);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is no host name or address", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("files.test")]
    [InlineData("my-bucket.files.test")]
    [InlineData("192.0.2.7")]
    [InlineData("elsewhere.test", false)]
    [InlineData("192.0.2.8", false)]
    public async Task Who_trusts_the_issuer_reaches_the_server_by_its_names_and_by_no_other(
        string host,
        bool isTrusted = true
    )
    {
        string[] more = ["--host", "files.test", "--host", "*.files.test", "--host", "192.0.2.7"];
        await MakeAsync(more);
        await using var server = await TestServer.StartAsync(
            options => options with { Tls = Files.Options(requiresTls13: false) },
            scheme: "https"
        );
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, stop) =>
            {
                var socket = new System.Net.Sockets.Socket(
                    System.Net.Sockets.SocketType.Stream,
                    System.Net.Sockets.ProtocolType.Tcp
                );
                await socket.ConnectAsync(server.EndPoint, stop);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        };
        using var issuer = X509CertificateLoader.LoadCertificateFromFile(Files.Issuer);
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { issuer },
        };
        using var client = new HttpClient(handler);
        var asked = client.GetAsync($"https://{host}/-/health/live", Cancel);
        if (isTrusted)
        {
            Assert.Equal(HttpStatusCode.OK, (await asked).StatusCode);
        }
        else
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => asked);
        }
    }

    private Task<CommandRun> MakeAsync(params string[] more) =>
        // A certificate of the day on which it is tried.
        new CommandRun { Clock = TimeProvider.System }.RunAsync(["certificate", "dev", "--data", Data, .. more]);
}
