using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Ossa.Tests.Server.Connections;

/// <summary>Whoever asks and asks and never reads an answer does not hold the server for ever, whatever the answers are.</summary>
public sealed class SlowReaderTests : IAsyncLifetime
{
    private const string Bucket = "test-bucket";

    /// <summary>More than the buffers of two sockets hold.</summary>
    private const int HugeBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(options => options with { IdleTimeout = TimeSpan.FromSeconds(0.5) });
        await _server.SendAsync("PUT", Bucket);
        await _server.SendAsync("PUT", Bucket, "small", body: [1, 2, 3]);
        await _server.SendAsync("PUT", Bucket, "large", body: new byte[8 * 1024 * 1024]);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("an object in memory", "GET", "small")]
    [InlineData("an object in a file", "GET", "large")]
    [InlineData("headers alone", "HEAD", "small")]
    [InlineData("a refusal in a header", "HEAD", "missing")]
    [InlineData("a refusal in XML", "GET", "missing")]
    [InlineData("a document", "GET", null)]
    public async Task Whoever_reads_no_answer_loses_the_connection(string what, string method, string? key)
    {
        Assert.NotEmpty(what);
        await AskForEverAsync(method, _server.Presign(method, Bucket, key));
    }

    [Theory]
    [InlineData("/-/health/live")]
    [InlineData("/-/metrics")]
    [InlineData("/-/nothing")]
    public Task Own_pages_hold_no_connection_either(string target) => AskForEverAsync("GET", target);

    [Fact]
    public async Task Whoever_reads_slowly_is_served_to_the_end()
    {
        await _server.SendAsync("PUT", Bucket, "huge", body: new byte[HugeBytes]);
        using var peer = new TcpClient();
        await peer.ConnectAsync(_server.EndPoint);
        var stream = peer.GetStream();
        await stream.WriteAsync(Ask("GET", _server.Presign("GET", Bucket, "huge")));
        var buffer = new byte[HugeBytes / 40];
        for (var received = 0; received < HugeBytes; )
        {
            var count = await stream.ReadAtLeastAsync(buffer, Math.Min(buffer.Length, HugeBytes - received));
            received += count;
            // In the whole longer than the idle time-out, each time much shorter.
            await Task.Delay(25);
        }
    }

    private async Task AskForEverAsync(string method, string target)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var peer = await ConnectAsync();
        var stream = peer.GetStream();
        var asks = Enumerable.Repeat(Ask(method, target), 100).SelectMany(ask => ask).ToArray();
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (true)
            {
                await stream.WriteAsync(asks, patience.Token);
            }
        });
        while (!await IsQuietAsync())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Whether no request is being answered and no connection is open but the one that asks this.</summary>
    private async Task<bool> IsQuietAsync()
    {
        var metrics = (await _server.SendRawAsync("GET", "/-/metrics")).Text;
        return metrics.Contains("ossa_http_requests_in_flight 0\n", StringComparison.Ordinal)
            && metrics.Contains("ossa_http_connections 1\n", StringComparison.Ordinal);
    }

    private byte[] Ask(string method, string target) =>
        Encoding.ASCII.GetBytes($"{method} {target} HTTP/1.1\r\nHost: {_server.Host}\r\n\r\n");

    private async Task<TcpClient> ConnectAsync()
    {
        var peer = new TcpClient { ReceiveBufferSize = 4096, SendBufferSize = 4096 };
        await peer.ConnectAsync(_server.EndPoint);
        return peer;
    }
}
