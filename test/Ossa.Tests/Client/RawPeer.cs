using System.Net;
using System.Net.Sockets;
using System.Text;
using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.Protocol.Signing;

namespace Ossa.Tests.Client;

/// <summary>
/// A peer that reads requests byte by byte and answers as it is told, well or badly: the first request gets the first answer, and the
/// last answer holds for all that follow. Each connection carries one request.
/// </summary>
internal sealed class RawPeer : IAsyncDisposable
{
    public static readonly AccessKey Key = new("ak", "sk");

    /// <summary>The answer of a peer that reads the request and then says nothing, for ever.</summary>
    public static readonly byte[] Silence = [];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<RawRequest> _requests = [];
    private readonly byte[]?[] _answers;
    private readonly Task _running;

    private RawPeer(byte[]?[] answers)
    {
        _answers = answers;
        _listener.Start();
        _running = RunAsync();
    }

    /// <summary>The requests so far, in order.</summary>
    public IReadOnlyList<RawRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Starts with these answers; null closes the connection without one.</summary>
    public static RawPeer Start(params byte[]?[] answers) => new(answers);

    /// <summary>Bytes of an answer that ends with its connection.</summary>
    public static byte[] Answer(string status, string headers, byte[] body) =>
        [
            .. Encoding.UTF8.GetBytes(
                $"HTTP/1.1 {status}\r\nConnection: close\r\n{headers.ReplaceLineEndings("\r\n").Trim()}\r\n\r\n".Replace(
                    "\r\n\r\n\r\n",
                    "\r\n\r\n",
                    StringComparison.Ordinal
                )
            ),
            .. body,
        ];

    public static byte[] Answer(string status, string headers = "", string body = "") =>
        Answer(
            status,
            $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}",
            Encoding.UTF8.GetBytes(body)
        );

    public OssClient Client(Func<OssClientOptions, OssClientOptions>? adjust = null)
    {
        var options = new OssClientOptions
        {
            Endpoint = $"http://127.0.0.1:{Port}",
            Credentials = new StaticCredentialsProvider(Key),
        };
        return new OssClient(adjust?.Invoke(options) ?? options);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(connection);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        await using var stream = connection.GetStream();
        try
        {
            if (await RawRequest.ReadAsync(stream, _stop.Token) is not { } request)
            {
                return;
            }
            byte[]? answer;
            lock (_requests)
            {
                answer = _answers[Math.Min(_requests.Count, _answers.Length - 1)];
                _requests.Add(request);
            }
            if (answer == Silence)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }
            await stream.WriteAsync(answer ?? [], _stop.Token);
        }
        catch (IOException)
        {
            // The client went away, which some tests make it do.
        }
    }
}
