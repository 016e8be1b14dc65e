using System.Buffers;
using Ossa.Engine;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Reading;

/// <summary>
/// What tags an object may have. See https://www.alibabacloud.com/help/en/oss/user-guide/object-tagging-8.
/// </summary>
internal static class ObjectTags
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 +-=._:/"
    );

    /// <summary>Refuses tags that an object may not have.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="keyEmpty">The error of a key that is empty, for which documents have a case of their own.</param>
    /// <param name="keyTooLong">The error of a key that is too long, likewise.</param>
    public static void Check(IReadOnlyList<KeyValuePair<string, string>> tags, OssError keyEmpty, OssError keyTooLong)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            Require(key.Length > 0, keyEmpty, key);
            Require(key.Length <= Limits.MaxTagKeyCharacters, keyTooLong, key);
            Require(IsKey(key), OssErrors.InvalidTag, key);
            Require(IsValue(value), OssErrors.InvalidTag, key);
            Require(keys.Add(key), OssErrors.DuplicateTagKey, key);
            Require(keys.Count <= Limits.MaxTags, OssErrors.InvalidTag, key);
        }
    }

    /// <summary>Whether a tag can have this key.</summary>
    public static bool IsKey(string key) => key.Length is > 0 and <= Limits.MaxTagKeyCharacters && IsAllowed(key);

    /// <summary>Whether a tag can have this value.</summary>
    public static bool IsValue(string value) => value.Length <= Limits.MaxTagValueCharacters && IsAllowed(value);

    private static bool IsAllowed(string text) => !text.AsSpan().ContainsAnyExcept(Allowed);

    private static void Require(bool holds, OssError error, string key)
    {
        if (!holds)
        {
            throw new OssException(error, "TagKey", key);
        }
    }
}
