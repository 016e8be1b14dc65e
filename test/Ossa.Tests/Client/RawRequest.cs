using System.Globalization;
using System.Text;

namespace Ossa.Tests.Client;

/// <summary>A request as it came over the wire.</summary>
internal sealed record RawRequest(
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[] Body
)
{
    public string? Header(string name) =>
        Headers
            .Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(h => h.Value)
            .FirstOrDefault();

    /// <summary>Reads one request, or null where the connection ends before it begins.</summary>
    public static async Task<RawRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(stream, cancellationToken);
        if (line.Length == 0)
        {
            return null;
        }
        var headers = new List<KeyValuePair<string, string>>();
        while (await ReadLineAsync(stream, cancellationToken) is { Length: > 0 } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(header[..colon], header[(colon + 1)..].Trim()));
        }
        var parts = line.Split(' ');
        var request = new RawRequest(parts[0], parts[1], headers, []);
        return request with { Body = await request.ReadBodyAsync(stream, cancellationToken) };
    }

    private async Task<byte[]> ReadBodyAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (Header("Expect") is not null)
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
        }
        if (Header("Transfer-Encoding") == "chunked")
        {
            return await ReadChunksAsync(stream, cancellationToken);
        }
        var body = new byte[int.Parse(Header("Content-Length") ?? "0", CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return body;
    }

    private static async Task<byte[]> ReadChunksAsync(Stream stream, CancellationToken cancellationToken)
    {
        var body = new List<byte>();
        while (true)
        {
            var line = await ReadLineAsync(stream, cancellationToken);
            if (line.Length == 0)
            {
                throw new EndOfStreamException();
            }
            var size = int.Parse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, cancellationToken);
            await ReadLineAsync(stream, cancellationToken);
            if (size == 0)
            {
                return [.. body];
            }
            body.AddRange(chunk);
        }
    }

    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, cancellationToken) == 1 && one[0] != '\n')
        {
            line.Add(one[0]);
        }
        return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }
}
