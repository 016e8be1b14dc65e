using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Ossa.Server.Transport;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>Ossa's own transport, whichever one the other tests run on.</summary>
public sealed class DirectTransportTests : IAsyncLifetime
{
    private const string Bucket = "direct-bucket";

    private TestServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(options => options with { Transport = TransportKind.Direct });
        Assert.Equal(200, (await _server.SendAsync("PUT", Bucket)).Status);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4 * 1024)]
    [InlineData(300_000)]
    [InlineData(5_000_000)]
    public async Task Bodies_of_any_size_come_and_go_whole(int size)
    {
        var body = Bytes.Pattern(size);
        Assert.Equal(200, (await _server.SendAsync("PUT", Bucket, "k", body: body)).Status);
        var got = await _server.SendAsync("GET", Bucket, "k");
        Assert.Equal(200, got.Status);
        Assert.Equal(SHA256.HashData(body), SHA256.HashData(got.Body));
    }

    [Fact]
    public async Task Requests_that_come_together_are_answered_in_their_order()
    {
        for (var i = 0; i < 20; i++)
        {
            await _server.SendAsync("PUT", Bucket, $"{i}", body: Encoding.ASCII.GetBytes($"<object {i}>"));
        }

        using var client = new TcpClient();
        await client.ConnectAsync(_server.EndPoint, Cancel);
        var requests = Enumerable.Range(0, 20).Select(i => Request($"{i}", isLast: i == 19));
        await client.Client.SendAsync(Encoding.ASCII.GetBytes(string.Concat(requests)), Cancel);
        var answers = await ReadToEndAsync(client);
        var order = Enumerable.Range(0, 20).Select(i => answers.IndexOf($"<object {i}>", StringComparison.Ordinal));
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }

    [Fact]
    public async Task A_request_that_comes_byte_by_byte_is_answered()
    {
        await _server.SendAsync("PUT", Bucket, "k", body: "the body"u8.ToArray());
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(_server.EndPoint, Cancel);
        foreach (var one in Encoding.ASCII.GetBytes(Request("k", isLast: true)))
        {
            await client.Client.SendAsync(new[] { one }, Cancel);
        }

        Assert.EndsWith("the body", await ReadToEndAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_goes_away_amid_a_download_disturbs_nobody()
    {
        await _server.SendAsync("PUT", Bucket, "k", body: new byte[20_000_000]);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(_server.EndPoint, Cancel);
            await client.Client.SendAsync(Encoding.ASCII.GetBytes(Request("k", isLast: false)), Cancel);
            Assert.True(await client.Client.ReceiveAsync(new byte[1000], Cancel) > 0);
            client.Client.Close(0);
        }

        Assert.Equal(200, (await _server.SendAsync("HEAD", Bucket, "k")).Status);
    }

    private string Request(string key, bool isLast) =>
        $"GET {_server.Presign("GET", Bucket, key)} HTTP/1.1\r\nHost: {_server.Host}\r\n"
        + (isLast ? "Connection: close\r\n\r\n" : "\r\n");

    private static async Task<string> ReadToEndAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return await reader.ReadToEndAsync(Cancel);
    }
}
