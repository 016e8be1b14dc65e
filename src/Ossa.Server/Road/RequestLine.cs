namespace Ossa.Server.Road;

/// <summary>The parts of a request's raw target: an authority (absolute form only), the path and the query, all still encoded.</summary>
internal readonly record struct RequestLine(string? Authority, string Path, string Query)
{
    /// <summary>Takes a raw target apart; the path is at least "/".</summary>
    public static RequestLine Parse(string rawTarget)
    {
        string? authority = null;
        var rest = rawTarget;
        var scheme = rawTarget.IndexOf("://", StringComparison.Ordinal);
        // "://" in origin form belongs to the path or the query, which begin with a slash.
        if (scheme > 0 && rawTarget[0] != '/')
        {
            var from = scheme + 3;
            var to = rawTarget.AsSpan(from).IndexOfAny('/', '?');
            var end = to < 0 ? rawTarget.Length : from + to;
            authority = rawTarget[from..end];
            rest = rawTarget[end..];
        }
        var mark = rest.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? rest : rest[..mark];
        return new RequestLine(authority, path.Length == 0 ? "/" : path, mark < 0 ? "" : rest[(mark + 1)..]);
    }
}
