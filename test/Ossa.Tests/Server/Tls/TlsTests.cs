using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Ossa.Server.Tls;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Tls;

public sealed class TlsTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _place = new();
    private TestServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string CertificateFile => Path.Combine(_place.Path, "certificate.pem");

    private string KeyFile => Path.Combine(_place.Path, "key.pem");

    public async ValueTask InitializeAsync()
    {
        WriteCertificate("first");
        _server = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Signed_URLs_store_and_read_and_policies_see_TLS()
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = TestCertificate.IsSelfSigned;
        using var client = new HttpClient(handler) { BaseAddress = new Uri($"https://{_server.Host}") };
        await client.PutAsync(_server.Presign("PUT", "my-bucket", null), null, Cancel);
        using var body = new ByteArrayContent([1, 2, 3]);
        var put = await client.PutAsync(_server.Presign("PUT", "my-bucket", "a b+c"), body, Cancel);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var bytes = await client.GetByteArrayAsync(_server.Presign("GET", "my-bucket", "a b+c"), Cancel);
        Assert.Equal([1, 2, 3], bytes);
        var refused = await client.GetAsync("/my-bucket/a", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var policy = new StringContent(
            """
            {"Version": "1", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "oss:GetObject", "Resource": "*",
            "Condition": {"Bool": {"acs:SecureTransport": "true"}}}]}
            """
        );
        policy.Headers.ContentType = null;
        await client.PutAsync(_server.Presign("PUT", "my-bucket", null, query: [new("policy", "")]), policy, Cancel);
        Assert.Equal([1, 2, 3], await client.GetByteArrayAsync("/my-bucket/a%20b%2Bc", Cancel));
    }

    [Fact]
    public async Task New_connections_see_files_that_changed_and_wrong_ones_change_nothing()
    {
        Assert.Equal("CN=first", await SeenAsync());
        WriteCertificate("second certificate");
        Assert.Equal("CN=first", await SeenAsync());
        _server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=second certificate", await SeenAsync());

        await File.WriteAllTextAsync(KeyFile, "no key", Cancel);
        _server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=second certificate", await SeenAsync());
    }

    [Fact]
    public async Task Files_that_are_exchanged_behind_a_symbolic_link_are_seen()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // As secrets are mounted into containers: the names lead through a directory that is exchanged as a whole.
        var names = new[] { CertificateFile, KeyFile };
        var (current, next) = (Path.Combine(_place.Path, "current"), Path.Combine(_place.Path, "next"));
        MoveInto("one");
        Directory.CreateSymbolicLink(current, "one");
        foreach (var name in names)
        {
            File.CreateSymbolicLink(name, Path.Combine("current", Path.GetFileName(name)));
        }

        await using var server = await StartAsync();
        Assert.Equal("CN=first", await SeenAsync(server));
        foreach (var name in names)
        {
            File.Move(name, name + ".link");
        }

        WriteCertificate("second certificate");
        MoveInto("two");
        foreach (var name in names)
        {
            File.Move(name + ".link", name);
        }

        Directory.CreateSymbolicLink(next, "two");
        File.Delete(current);
        Directory.Move(next, current);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=second certificate", await SeenAsync(server));

        void MoveInto(string directory)
        {
            Directory.CreateDirectory(Path.Combine(_place.Path, directory));
            foreach (var name in names)
            {
                File.Move(name, Path.Combine(_place.Path, directory, Path.GetFileName(name)));
            }
        }
    }

    [Fact]
    public async Task The_key_of_another_certificate_and_missing_files_are_refused_by_name()
    {
        var key = await File.ReadAllTextAsync(KeyFile, Cancel);
        WriteCertificate("other");
        await File.WriteAllTextAsync(KeyFile, key, Cancel);
        var refused = await Assert.ThrowsAsync<CertificateException>(StartAsync);
        Assert.StartsWith($"{KeyFile} does not hold the key", refused.Message, StringComparison.Ordinal);
        File.Delete(KeyFile);
        refused = await Assert.ThrowsAsync<CertificateException>(StartAsync);
        Assert.StartsWith($"Cannot read {KeyFile}", refused.Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(CertificateFile, "", Cancel);
        await File.WriteAllTextAsync(KeyFile, key, Cancel);
        refused = await Assert.ThrowsAsync<CertificateException>(StartAsync);
        Assert.Equal($"{CertificateFile} holds no certificate in PEM.", refused.Message);
    }

    [Theory]
    [InlineData(false, SslProtocols.Tls12, true)]
    [InlineData(false, SslProtocols.Tls13, true)]
    [InlineData(true, SslProtocols.Tls12, false)]
    [InlineData(true, SslProtocols.Tls13, true)]
    public async Task Nothing_older_than_the_least_version_is_spoken(
        bool requiresTls13,
        SslProtocols spoken,
        bool isTaken
    )
    {
        await using var server = await StartAsync(requiresTls13);
        if (isTaken)
        {
            Assert.Equal("CN=first", await SeenAsync(server, spoken));
        }
        else
        {
            var refused = await Record.ExceptionAsync(() => SeenAsync(server, spoken));
            Assert.True(refused is AuthenticationException or IOException, refused?.Message);
        }
    }

    private Task<TestServer> StartAsync() => StartAsync(requiresTls13: false);

    private Task<TestServer> StartAsync(bool requiresTls13) =>
        TestServer.StartAsync(
            options =>
                options with
                {
                    Tls = new TlsOptions
                    {
                        CertificateFile = CertificateFile,
                        KeyFile = KeyFile,
                        RequiresTls13 = requiresTls13,
                    },
                },
            scheme: "https"
        );

    private Task<string> SeenAsync() => SeenAsync(_server);

    private static async Task<string> SeenAsync(TestServer server, SslProtocols spoken = SslProtocols.None)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.EndPoint, Cancel);
        await using var tls = new SslStream(tcp.GetStream(), false, TestCertificate.IsSelfSigned);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = spoken },
            Cancel
        );
        Assert.True(tls.SslProtocol is SslProtocols.Tls12 or SslProtocols.Tls13);
        return tls.RemoteCertificate!.Subject;
    }

    private void WriteCertificate(string name) => TestCertificate.Write(_place.Path, name);
}
