using System.Net;
using System.Net.Sockets;
using System.Text;
using Ossa.Protocol.Access;
using Ossa.Server.Throttling;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Throttling;

/// <summary>How many connections an address may have, and for how long. The client here comes from 127.0.0.2.</summary>
public sealed class ConnectionLimitTests
{
    private static readonly IPAddress Client = IPAddress.Parse("127.0.0.2");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_connection_too_many_is_closed_until_another_one_ends_and_other_addresses_notice_nothing()
    {
        await using var server = await StartAsync(new() { AddressConnections = 2 });
        using var first = await ConnectAsync(server);
        using var second = await ConnectAsync(server);
        Assert.True(await AnswersAsync(first, server));
        Assert.True(await AnswersAsync(second, server));
        Assert.False(await ServesOneMoreAsync(server));
        var metrics = (await server.SendRawAsync("GET", "/-/metrics")).Text;
        Assert.Contains("ossa_limit_refusals_total{limit=\"connections\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.True(await AnswersAsync(second, server));

        first.Dispose();
        var isServed = false;
        while (!isServed)
        {
            Cancel.ThrowIfCancellationRequested();
            isServed = await ServesOneMoreAsync(server);
        }
    }

    [Fact]
    public async Task A_trusted_proxy_may_have_as_many_connections_as_it_likes()
    {
        await using var server = await StartAsync(new() { AddressConnections = 1 }, trusted: "127.0.0.2");
        using var first = await ConnectAsync(server);
        using var second = await ConnectAsync(server);
        Assert.True(await AnswersAsync(first, server));
        Assert.True(await AnswersAsync(second, server));
    }

    [Fact]
    public async Task Headers_that_never_end_lose_the_connection()
    {
        await using var server = await StartAsync(new() { HeaderTimeout = TimeSpan.FromSeconds(0.5) });
        using var peer = await ConnectAsync(server);
        await peer.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: "u8.ToArray(), Cancel);
        await AssertEndsAsync(peer);
    }

    [Fact]
    public async Task A_connection_that_asks_for_nothing_more_is_closed()
    {
        await using var server = await StartAsync(new() { KeepAliveTimeout = TimeSpan.FromSeconds(0.5) });
        using var peer = await ConnectAsync(server);
        Assert.True(await AnswersAsync(peer, server));
        await AssertEndsAsync(peer);
    }

    private static async Task AssertEndsAsync(TcpClient peer) =>
        await peer.GetStream().CopyToAsync(Stream.Null, Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);

    private static Task<TestServer> StartAsync(ClientLimits limits, string? trusted = null) =>
        TestServer.StartAsync(options =>
            options with
            {
                ClientLimits = limits,
                TrustedProxies = trusted is null ? [] : [AddressRange.TryParse(trusted)!],
            }
        );

    private static async Task<TcpClient> ConnectAsync(TestServer server)
    {
        var peer = new TcpClient(new IPEndPoint(Client, 0));
        await peer.ConnectAsync(server.EndPoint, Cancel);
        return peer;
    }

    /// <summary>Whether a connection more is served. One that is too many may be closed before it is told that it is there.</summary>
    private static async Task<bool> ServesOneMoreAsync(TestServer server)
    {
        try
        {
            using var peer = await ConnectAsync(server);
            return await AnswersAsync(peer, server);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(TcpClient peer, TestServer server)
    {
        var ask = Encoding.ASCII.GetBytes($"GET /-/health/live HTTP/1.1\r\nHost: {server.Host}\r\n\r\n");
        try
        {
            await peer.GetStream().WriteAsync(ask, Cancel);
            return (await WireClient.ReadAsync(peer.GetStream(), isHead: false, Cancel)).Status == 200;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
