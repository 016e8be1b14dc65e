using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ossa.Benchmarks;

/// <summary>Connections that were used once and are kept open, as those of browsers and pools are: what do they cost the server?</summary>
internal static class IdleConnections
{
    private const int AnswerBytes = 64 * 1024;

    /// <summary>Opens them one after the other, says "ready", and holds them until standard input ends.</summary>
    public static async Task<int> HoldAsync(TextWriter output, Uri server, string target, int count)
    {
        var request = Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n");
        var answer = new byte[AnswerBytes];
        var sockets = new List<Socket>(count);
        while (sockets.Count < count)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            await socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port);
            await socket.SendAsync(request);
            var read = await socket.ReceiveAsync(answer);
            if (!answer.AsSpan(0, read).StartsWith("HTTP/1.1 200 "u8))
            {
                throw new InvalidDataException(
                    $"Connection {sockets.Count}: {Encoding.ASCII.GetString(answer, 0, read)}"
                );
            }
        }
        await output.WriteLineAsync("ready");
        await output.FlushAsync();
        await Console.In.ReadToEndAsync();
        sockets.ForEach(socket => socket.Dispose());
        return 0;
    }
}
