using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>A server that is told to stop lets running transfers end, but not for ever.</summary>
public sealed class ShutdownTests
{
    private const string Bucket = "test-bucket";

    [Fact]
    public async Task A_running_upload_ends_well()
    {
        var server = await TestServer.StartAsync();
        using var client = await BeginUploadAsync(server);
        var stopping = server.DisposeAsync().AsTask();
        await Task.Delay(200);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("the rest!!"));
        var answer = await WireClient.ReadAsync(client.GetStream(), isHead: false, CancellationToken.None);
        Assert.Equal(200, answer.Status);
        await stopping;
    }

    [Fact]
    public async Task An_upload_that_never_ends_does_not_hold_the_server()
    {
        var server = await TestServer.StartAsync(options =>
            options with
            {
                DrainTimeout = TimeSpan.FromSeconds(1),
                IdleTimeout = TimeSpan.FromMinutes(1),
            }
        );
        using var client = await BeginUploadAsync(server);
        var watch = Stopwatch.StartNew();
        await server.DisposeAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
    }

    /// <summary>Sends half of an upload, and waits until the server is at it.</summary>
    private static async Task<TcpClient> BeginUploadAsync(TestServer server)
    {
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        var client = new TcpClient();
        await client.ConnectAsync(server.EndPoint);
        var head =
            $"PUT {server.Presign("PUT", Bucket, "k")} HTTP/1.1\r\nHost: {server.Host}\r\nContent-Length: 20\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + "first half"));
        for (var i = 0; i < 100 && !(await MetricsAsync(server)).Contains("in_flight 1", StringComparison.Ordinal); i++)
        {
            await Task.Delay(20);
        }

        return client;
    }

    private static async Task<string> MetricsAsync(TestServer server) =>
        (await server.SendRawAsync("GET", "/-/metrics")).Text;
}
