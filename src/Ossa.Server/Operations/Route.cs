using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Operations;

/// <summary>
/// Which requests an operation answers: a method at a level, further told apart by a sub-resource in the query (several parameters are joined
/// by "&amp;") or by a header.
/// </summary>
internal sealed record Route(string Method, Level Level, string? SubResource = null, string? Header = null)
{
    /// <summary>How many marks of the request the route asks for; the most specific route that matches counts.</summary>
    public int Weight => 2 * Marks.Length + (Header is null ? 0 : 1);

    /// <summary>The parameter that names the sub-resource: the first of the marks, without the value that it must have; null without marks.</summary>
    public string? Named => Marks is [var first, ..] ? first.Split('=')[0] : null;

    private string[] Marks { get; } = SubResource?.Split('&') ?? [];

    /// <summary>Whether everything but the method fits.</summary>
    public bool FitsTarget(RequestTarget target, IHeaderDictionary headers) =>
        Level == LevelOf(target)
        && Array.TrueForAll(Marks, mark => Has(target, mark))
        && (Header is null || headers.ContainsKey(Header));

    public static Level LevelOf(RequestTarget target) =>
        target.Bucket is null ? Level.Service
        : target.Key is null ? Level.Bucket
        : Level.Object;

    /// <summary>How the route is written in the documentation.</summary>
    public override string ToString()
    {
        var path = Level switch
        {
            Level.Service => "/",
            Level.Bucket => "/BUCKET",
            _ => "/BUCKET/KEY",
        };
        var query = SubResource is null ? "" : "?" + SubResource;
        return Header is null ? $"{Method} {path}{query}" : $"{Method} {path}{query} with {Header}";
    }

    /// <summary>A mark is a name, or a name with the value that it must have.</summary>
    private static bool Has(RequestTarget target, string mark)
    {
        var equals = mark.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? target.Has(mark) : target[mark[..equals]] == mark[(equals + 1)..];
    }
}
