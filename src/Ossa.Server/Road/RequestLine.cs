namespace Ossa.Server.Road;

/// <summary>
/// The parts of a request's raw target: an authority (absolute form only), the path and the query, all still encoded. They are read at several
/// places for each request, so they are no copies.
/// </summary>
internal readonly ref struct RequestLine
{
    /// <summary>Whether the target is in absolute form.</summary>
    public bool HasAuthority { get; private init; }

    /// <summary>The authority; empty where there is none.</summary>
    public ReadOnlySpan<char> Authority { get; private init; }

    /// <summary>The path, at least "/".</summary>
    public ReadOnlySpan<char> Path { get; private init; }

    /// <summary>The query without its question mark; empty where there is none.</summary>
    public ReadOnlySpan<char> Query { get; private init; }

    /// <summary>Takes a raw target apart.</summary>
    public static RequestLine Parse(ReadOnlySpan<char> rawTarget)
    {
        // "://" in origin form belongs to the path or the query, which begin with a slash.
        var scheme = rawTarget is ['/', ..] ? -1 : rawTarget.IndexOf("://");
        if (scheme <= 0)
        {
            return Parse(rawTarget, hasAuthority: false, authority: []);
        }

        var rest = rawTarget[(scheme + 3)..];
        var end = rest.IndexOfAny('/', '?');
        end = end < 0 ? rest.Length : end;
        return Parse(rest[end..], hasAuthority: true, rest[..end]);
    }

    private static RequestLine Parse(ReadOnlySpan<char> rest, bool hasAuthority, ReadOnlySpan<char> authority)
    {
        var mark = rest.IndexOf('?');
        var path = mark < 0 ? rest : rest[..mark];
        return new RequestLine
        {
            HasAuthority = hasAuthority,
            Authority = authority,
            Path = path.IsEmpty ? "/" : path,
            Query = mark < 0 ? [] : rest[(mark + 1)..],
        };
    }
}
