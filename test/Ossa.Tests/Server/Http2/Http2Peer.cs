using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Ossa.Tests.Server.Tls;

namespace Ossa.Tests.Server.Http2;

/// <summary>The other end of an HTTP/2 connection, frame by frame, for what no decent client does.</summary>
public sealed class Http2Peer : IAsyncDisposable
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte GoAway = 7;

    private const byte Continuation = 9;

    private const byte EndStream = 1;
    private const byte EndHeaders = 4;
    private const byte Acknowledgement = 1;

    private readonly TcpClient _tcp = new();
    private SslStream _tls = null!;

    /// <summary>Connects and says how large the window of each request shall be.</summary>
    public static async Task<Http2Peer> ConnectAsync(
        TestServer server,
        uint window,
        CancellationToken cancellationToken
    )
    {
        var peer = new Http2Peer();
        await peer._tcp.ConnectAsync(server.EndPoint, cancellationToken);
        peer._tls = new SslStream(peer._tcp.GetStream(), false, TestCertificate.IsSelfSigned);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [SslApplicationProtocol.Http2],
        };
        await peer._tls.AuthenticateAsClientAsync(options, cancellationToken);
        await peer._tls.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), cancellationToken);
        var initialWindow = new byte[6];
        initialWindow[1] = 4;
        BinaryPrimitives.WriteUInt32BigEndian(initialWindow.AsSpan(2), window);
        await peer.SendAsync(Settings, 0, 0, initialWindow, cancellationToken);
        return peer;
    }

    /// <summary>Asks for something, without a body.</summary>
    public Task AskAsync(
        int stream,
        IEnumerable<KeyValuePair<string, string>> headers,
        CancellationToken cancellationToken
    ) => SendAsync(Headers, EndStream | EndHeaders, stream, Block(headers), cancellationToken);

    /// <summary>Begins to ask for something, with more headers to come.</summary>
    public Task BeginAsync(
        int stream,
        IEnumerable<KeyValuePair<string, string>> headers,
        CancellationToken cancellationToken
    ) => SendAsync(Headers, EndStream, stream, Block(headers), cancellationToken);

    /// <summary>Goes on with headers, and still more to come.</summary>
    public Task ContinueAsync(
        int stream,
        IEnumerable<KeyValuePair<string, string>> headers,
        CancellationToken cancellationToken
    ) => SendAsync(Continuation, 0, stream, Block(headers), cancellationToken);

    /// <summary>Takes back what was asked for.</summary>
    public Task ResetAsync(int stream, CancellationToken cancellationToken) =>
        SendAsync(Reset, 0, stream, [0, 0, 0, 8], cancellationToken);

    private static byte[] Block(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var block = new List<byte>();
        foreach (var (name, value) in headers)
        {
            // A literal that stands in no table, name and value as they are.
            block.Add(0);
            AddText(block, name);
            AddText(block, value);
        }

        return [.. block];
    }

    /// <summary>Reads frames up to the next one of a request; settings are acknowledged on the way.</summary>
    public async Task<(byte Type, int Stream, byte[] Payload)> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var head = new byte[9];
            await _tls.ReadExactlyAsync(head, cancellationToken);
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await _tls.ReadExactlyAsync(payload, cancellationToken);
            var stream = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5));
            if (head[3] == Settings && (head[4] & Acknowledgement) == 0)
            {
                await SendAsync(Settings, Acknowledgement, 0, [], cancellationToken);
            }
            else if (stream != 0 || head[3] == GoAway)
            {
                return (head[3], stream, payload);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _tls.DisposeAsync();
        _tcp.Dispose();
    }

    private async Task SendAsync(byte type, byte flags, int stream, byte[] payload, CancellationToken cancellationToken)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(9));
        await _tls.WriteAsync(frame, cancellationToken);
    }

    /// <summary>A text after its length, which takes more than one byte from 127 on.</summary>
    private static void AddText(List<byte> block, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var rest = bytes.Length;
        if (rest < 127)
        {
            block.Add((byte)rest);
        }
        else
        {
            block.Add(127);
            for (rest -= 127; rest >= 128; rest >>= 7)
            {
                block.Add((byte)(rest | 128));
            }

            block.Add((byte)rest);
        }

        block.AddRange(bytes);
    }
}
