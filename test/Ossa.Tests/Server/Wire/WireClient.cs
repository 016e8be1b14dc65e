using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ossa.Tests.Server.Wire;

/// <summary>Sends exactly the bytes that a test says, over a connection of its own, and reads one answer.</summary>
public static class WireClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<WireResponse> SendAsync(
        IPEndPoint server,
        string method,
        string target,
        IEnumerable<KeyValuePair<string, string>> headers,
        byte[]? body = null
    )
    {
        var head = new StringBuilder().Append(method).Append(' ').Append(target).Append(" HTTP/1.1\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (body is not null && !headers.Any(header => IsLength(header.Key)))
        {
            head.Append("Content-Length: ").Append(body.Length).Append("\r\n");
        }

        head.Append("\r\n");
        return await SendRawAsync(
            server,
            [.. Encoding.Latin1.GetBytes(head.ToString()), .. body ?? []],
            method == "HEAD"
        );
    }

    public static async Task<WireResponse> SendRawAsync(IPEndPoint server, byte[] bytes, bool isHead = false)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(server, patience.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(bytes, patience.Token);
        return await ReadAsync(stream, isHead, patience.Token);
    }

    public static async Task<WireResponse> ReadAsync(Stream stream, bool isHead, CancellationToken cancellationToken)
    {
        var received = new List<byte>();
        int end;
        while ((end = EndOfHead(received)) < 0)
        {
            await ReceiveAsync(stream, received, cancellationToken);
        }

        var head = Encoding.Latin1.GetString([.. received[..end]]);
        var lines = head.Split("\r\n");
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = lines[1..]
            .Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = received[(end + 4)..];
        if (isHead || status is 204 or 304)
        {
            return new WireResponse(status, headers, []) { Head = head };
        }

        if (headers.TryGetValue("Content-Length", out var text))
        {
            var length = int.Parse(text, CultureInfo.InvariantCulture);
            return new WireResponse(status, headers, await ReadBodyAsync(stream, body, length, cancellationToken))
            {
                Head = head,
            };
        }

        return new WireResponse(status, headers, await ReadChunksAsync(stream, body, cancellationToken))
        {
            Head = head,
        };
    }

    private static async Task<byte[]> ReadBodyAsync(
        Stream stream,
        List<byte> body,
        int length,
        CancellationToken cancellationToken
    )
    {
        while (body.Count < length)
        {
            await ReceiveAsync(stream, body, cancellationToken);
        }

        return [.. body];
    }

    private static async Task<byte[]> ReadChunksAsync(
        Stream stream,
        List<byte> received,
        CancellationToken cancellationToken
    )
    {
        var body = new List<byte>();
        while (true)
        {
            int lineEnd;
            while ((lineEnd = Find(received, "\r\n"u8)) < 0)
            {
                await ReceiveAsync(stream, received, cancellationToken);
            }

            var size = int.Parse(
                Encoding.ASCII.GetString([.. received[..lineEnd]]),
                NumberStyles.HexNumber,
                CultureInfo.InvariantCulture
            );
            while (received.Count < lineEnd + 2 + size + 2)
            {
                await ReceiveAsync(stream, received, cancellationToken);
            }

            if (size == 0)
            {
                return [.. body];
            }

            body.AddRange(received.GetRange(lineEnd + 2, size));
            received.RemoveRange(0, lineEnd + 2 + size + 2);
        }
    }

    private static async Task ReceiveAsync(Stream stream, List<byte> received, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var count = await stream.ReadAsync(buffer, cancellationToken);
        if (count == 0)
        {
            throw new EndOfStreamException($"The server closed the connection after {received.Count} bytes.");
        }

        received.AddRange(buffer.AsSpan(0, count));
    }

    private static int EndOfHead(List<byte> received) => Find(received, "\r\n\r\n"u8);

    private static int Find(List<byte> received, ReadOnlySpan<byte> what) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(received).IndexOf(what);

    private static bool IsLength(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
}
