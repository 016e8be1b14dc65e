using System.Net;
using Ossa.Server.Hosting;
using Ossa.Tests.Server.Tls;
using Ossa.Tests.Storage;

namespace Ossa.Tests.Server.Http2;

/// <summary>A server with TLS, and a client that speaks HTTP/2 with it and nothing else.</summary>
public sealed class Http2Server : IAsyncDisposable
{
    private readonly TemporaryDirectory _place = new();
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false };

    private Http2Server()
    {
        _handler.SslOptions.RemoteCertificateValidationCallback = TestCertificate.IsSelfSigned;
        Client = new HttpClient(_handler)
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    public TestServer Server { get; private set; } = null!;

    public HttpClient Client { get; }

    public static async Task<Http2Server> StartAsync(Func<ServerOptions, ServerOptions>? adjust = null)
    {
        var started = new Http2Server();
        var tls = TestCertificate.Write(started._place.Path);
        started.Server = await TestServer.StartAsync(
            options => (adjust?.Invoke(options) ?? options) with { Tls = tls },
            scheme: "https"
        );
        return started;
    }

    /// <summary>Sends a request to a target that goes out as it is written.</summary>
    public Task<HttpResponseMessage> SendAsync(
        string method,
        string target,
        HttpContent? body = null,
        Action<HttpRequestMessage>? adjust = null,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead
    )
    {
        var asItIs = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"https://{Server.Host}{target}", asItIs))
        {
            Content = body,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        adjust?.Invoke(request);
        return Client.SendAsync(request, completion);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await Server.DisposeAsync();
        _place.Dispose();
    }
}
