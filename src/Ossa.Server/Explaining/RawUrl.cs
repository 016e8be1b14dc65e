using System.Diagnostics.CodeAnalysis;

namespace Ossa.Server.Explaining;

/// <summary>
/// A URL cut into its parts exactly as they were written. The usual parsers tidy up a little, and what they tidy away is often the
/// mistake that is looked for.
/// </summary>
internal sealed record RawUrl(string Scheme, string Host, int? Port, string Path, string Query)
{
    /// <summary>Whether a # stood in it, behind which clients send nothing. In the path it is read as if it were encoded.</summary>
    public bool HadBareHash { get; init; }

    /// <summary>Whether &amp;amp; stood where &amp; belongs.</summary>
    public bool HadEscapedAmpersands { get; init; }

    /// <summary>What stood around the URL and does not belong to it, such as quotes.</summary>
    public string Surplus { get; init; } = "";

    /// <summary>Host and port as a request names them.</summary>
    public string Authority => Port is { } port ? $"{Host}:{port}" : Host;

    /// <summary>Path and query as a request line has them.</summary>
    public string Target => Query.Length == 0 ? Path : $"{Path}?{Query}";

    public static bool TryParse(string text, [NotNullWhen(true)] out RawUrl? url)
    {
        url = null;
        var trimmed = text.Trim(' ', '\t', '\r', '\n', '"', '\'', '<', '>');
        var unescaped = trimmed.Replace("&amp;", "&", StringComparison.OrdinalIgnoreCase);
        var schemeEnd = unescaped.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0)
        {
            return false;
        }
        var scheme = unescaped[..schemeEnd].ToLowerInvariant();
        var (beforeQuery, query) = Cut(unescaped[(schemeEnd + 3)..], '?');
        var (authority, path) = Cut(beforeQuery.Replace("#", "%23", StringComparison.Ordinal), '/');
        var (sentQuery, fragment) = Cut(query ?? "", '#');
        if (scheme is not ("http" or "https") || !TryParseAuthority(authority, out var host, out var port))
        {
            return false;
        }
        url = new RawUrl(scheme, host, port, $"/{path}", sentQuery)
        {
            HadBareHash = fragment is not null || beforeQuery.Contains('#'),
            HadEscapedAmpersands = unescaped != trimmed,
            Surplus =
                text.Trim().Length == trimmed.Length ? "" : text.Trim().Replace(trimmed, "", StringComparison.Ordinal),
        };
        return true;
    }

    private static (string Before, string? After) Cut(string text, char mark)
    {
        var index = text.IndexOf(mark);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }

    private static bool TryParseAuthority(string authority, out string host, out int? port)
    {
        host = authority;
        port = null;
        var colon = authority.LastIndexOf(':');
        if (colon > authority.LastIndexOf(']'))
        {
            host = authority[..colon];
            if (!ushort.TryParse(authority[(colon + 1)..], out var number))
            {
                return false;
            }
            port = number;
        }
        host = host.ToLowerInvariant();
        return Uri.CheckHostName(host) != UriHostNameType.Unknown;
    }
}
