using System.Buffers;

namespace Ossa.Engine.Links;

/// <summary>A type of files, such as application/pdf, or all of a kind, such as image/*; see RFC 9110, 12.5.1. It is in lower case.</summary>
public static class MediaRange
{
    private const string Any = "/*";

    /// <summary>The characters of names that can be registered; see RFC 6838, 4.2.</summary>
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789!#$&-^_.+"
    );

    /// <summary>Whether a text is one.</summary>
    public static bool IsValid(string text) =>
        text.Length <= Limits.MaxMediaRangeCharacters
        && text.Split('/') is [var type, var subtype]
        && IsName(type)
        && (subtype == "*" || IsName(subtype));

    /// <summary>Whether a type, without parameters and in any case, is of a range.</summary>
    public static bool Covers(string range, string type) =>
        range.EndsWith(Any, StringComparison.Ordinal)
            ? type.StartsWith(range[..^1], StringComparison.OrdinalIgnoreCase)
            : type.Equals(range, StringComparison.OrdinalIgnoreCase);

    private static bool IsName(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(NameCharacters);
}
