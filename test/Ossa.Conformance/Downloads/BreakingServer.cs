using System.Net;
using System.Net.Sockets;

namespace Ossa.Conformance.Downloads;

/// <summary>Promises a megabyte and closes the connection in the middle of it, as a server that is killed does.</summary>
internal sealed class BreakingServer : IAsyncDisposable
{
    private const int PromisedBytes = 1_000_000;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public BreakingServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}/bucket/object");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(connection.GetStream());
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        // A client's GET fits into one read; bytes left unread would turn the close into a reset.
        _ = await stream.ReadAsync(new byte[16 * 1024], _stop.Token);
        var head = $"HTTP/1.1 200 OK\r\nContent-Length: {PromisedBytes}\r\nAccess-Control-Allow-Origin: *\r\n\r\n";
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(head), _stop.Token);
        await stream.WriteAsync(new byte[PromisedBytes / 2], _stop.Token);
    }
}
