using System.Globalization;
using System.Text;
using Ossa.Protocol.Signing;
using Xunit;

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

    /// <summary>The path as it was sent.</summary>
    public string Path => Target.Split('?')[0];

    /// <summary>The parameters as they were sent, decoded and in their order, as <c>name</c> or <c>name=value</c>.</summary>
    public IReadOnlyList<string> Query
    {
        get
        {
            Assert.True(UriEncoding.TryDecodeQuery(RawQuery, plusIsSpace: false, out var query));
            return [.. query.Select(one => one.Value.Length == 0 ? one.Key : $"{one.Key}={one.Value}")];
        }
    }

    private string RawQuery => Target.Split('?').ElementAtOrDefault(1) ?? "";

    /// <summary>Whether its signature, in whatever version, is that of <see cref="RawPeer.Key"/> over all that arrived.</summary>
    public bool IsSigned()
    {
        Assert.True(UriEncoding.TryDecode(Path, plusIsSpace: false, out var path));
        Assert.True(UriEncoding.TryDecodeQuery(RawQuery, plusIsSpace: false, out var query));
        var slash = path.IndexOf('/', 1);
        var key = path[(slash + 1)..];
        var request = new SignableRequest(Method, path[1..slash], key.Length == 0 ? null : key, query, Headers);
        var signature = PresentedSignatures.Read(request);
        Assert.NotNull(signature);
        return signature.Value.Verify(request, new SigningSecret(RawPeer.Key.Secret), strict: true, out _);
    }

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
