using System.Text;
using Ossa.Protocol.Signing;

namespace Ossa.Fuzz.Requests;

/// <summary>Requests as text: method and target, then a header a line. One character is one byte.</summary>
internal static class RequestText
{
    private const string TokenSymbols = "!#$%&'*+-.^_`|~";

    public static byte[] Write(SignableRequest request)
    {
        var path = request.Bucket is null
            ? "/"
            : $"/{request.Bucket}/{string.Join('/', (request.Key ?? "").Split('/').Select(Uri.EscapeDataString))}";
        var query = string.Join(
            '&',
            request.Query.Select(parameter =>
                $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"
            )
        );
        var headers = request.Headers.Select(header => $"\n{header.Key}: {header.Value}");
        return Encoding.Latin1.GetBytes($"{request.Method} {path}?{query}{string.Concat(headers)}");
    }

    /// <summary>The same request with spaces where its target has pluses.</summary>
    public static byte[] WithoutPlus(byte[] text)
    {
        var lines = Encoding.Latin1.GetString(text).Split('\n', 2);
        lines[0] = lines[0].Replace("+", "%20", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    /// <summary>Reads a request; null when HTTP itself would not take it.</summary>
    public static SignableRequest? TryRead(byte[] text)
    {
        var lines = Encoding.Latin1.GetString(text).Split('\n');
        if (
            lines[0].Split(' ') is not [var method, ['/', .. var target]]
            || !IsToken(method)
            || lines.Any(line => line.AsSpan().ContainsAny('\r', '\0'))
        )
        {
            return null;
        }

        var headers = lines[1..].Select(line => line.Split(':', 2)).ToArray();
        if (!headers.All(parts => parts.Length == 2 && IsToken(parts[0])))
        {
            return null;
        }

        var (path, query) = Halves(target, '?');
        var (bucket, key) = Halves(path, '/');
        return new SignableRequest(
            method,
            bucket.Length == 0 ? null : Uri.UnescapeDataString(bucket),
            bucket.Length == 0 || key.Length == 0 ? null : Uri.UnescapeDataString(key),
            query.Length == 0 ? [] : [.. query.Split('&').Select(ReadParameter)],
            [.. headers.Select(parts => KeyValuePair.Create(parts[0], parts[1]))]
        )
        {
            HeaderEncoding = Encoding.Latin1,
        };
    }

    private static KeyValuePair<string, string> ReadParameter(string text)
    {
        var (name, value) = Halves(text, '=');
        return KeyValuePair.Create(Uri.UnescapeDataString(name), Uri.UnescapeDataString(value));
    }

    private static (string Before, string Behind) Halves(string text, char separator)
    {
        var at = text.IndexOf(separator);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || TokenSymbols.Contains(c));
}
