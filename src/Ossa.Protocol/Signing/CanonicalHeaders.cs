using Ossa.Protocol.Headers;

namespace Ossa.Protocol.Signing;

/// <summary>Headers as both signature versions see them: lower-case names, trimmed values, repeated ones joined by commas, sorted by name.</summary>
internal static class CanonicalHeaders
{
    /// <summary>The first header line of this name, trimmed, or null.</summary>
    public static string? Find(SignableRequest request, string lowerCaseName)
    {
        foreach (var (name, value) in request.Headers.AsSpan())
        {
            if (string.Equals(name, lowerCaseName, StringComparison.OrdinalIgnoreCase))
            {
                return Trim(value);
            }
        }
        return null;
    }

    /// <summary>The value as it is signed, all lines of this name joined, or an empty string.</summary>
    public static string ValueOrEmpty(SignableRequest request, string lowerCaseName) =>
        string.Join(
            ',',
            request
                .Headers.Where(header => string.Equals(header.Key, lowerCaseName, StringComparison.OrdinalIgnoreCase))
                .Select(header => Trim(header.Value))
        );

    /// <summary>The headers that are signed, by lower-case names in the order in which they are signed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isSigned">Whether a header of this name, in any case, is.</param>
    /// <param name="additional">The lower-case names of those that are signed besides.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Select(
        SignableRequest request,
        Func<string, bool> isSigned,
        params ReadOnlySpan<string> additional
    )
    {
        List<KeyValuePair<string, string>>? signed = null;
        foreach (var (name, value) in request.Headers.AsSpan())
        {
            if (isSigned(name) || additional.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                Add(signed ??= [], name.ToLowerInvariant(), Trim(value));
            }
        }
        signed?.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        // Most have none.
        return signed ?? (IReadOnlyList<KeyValuePair<string, string>>)[];
    }

    public static bool IsOssHeader(string name) =>
        name.StartsWith(OssHeaders.Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Some clients drop empty metadata before they sign but send it all the same, or the other way round.</summary>
    public static bool IsEmptyMeta(KeyValuePair<string, string> header) =>
        header.Key.StartsWith(OssHeaders.MetaPrefix, StringComparison.OrdinalIgnoreCase)
        && Trim(header.Value).Length == 0;

    private static void Add(List<KeyValuePair<string, string>> signed, string name, string value)
    {
        var index = signed.FindIndex(header => header.Key == name);
        if (index < 0)
        {
            signed.Add(new(name, value));
        }
        else
        {
            signed[index] = new(name, $"{signed[index].Value},{value}");
        }
    }

    private static string Trim(string value) =>
        value.AsSpan().Trim(" \t").Length == value.Length ? value : value.Trim([' ', '\t']);
}
