using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Ossa.Tests.Server.Wire;

/// <summary>A connection on which several requests are made.</summary>
internal sealed class WireConnection(TcpClient client) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<WireConnection> OpenAsync(IPEndPoint server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server, Cancel);
        return new WireConnection(client);
    }

    public async Task SendAsync(params string[] requests) =>
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Concat(requests)), Cancel);

    /// <summary>Reads one answer, whose length it states, and no byte more.</summary>
    public async Task<WireResponse> ReadAsync()
    {
        var head = "";
        var one = new byte[1];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await client.GetStream().ReadExactlyAsync(one, Cancel);
            head += (char)one[0];
        }

        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..]
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)];
        await client.GetStream().ReadExactlyAsync(body, Cancel);
        return new WireResponse(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, body);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
