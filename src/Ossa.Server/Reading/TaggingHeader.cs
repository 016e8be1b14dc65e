using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>
/// The tags that a write gives its object: <c>x-oss-tagging: key1=value1&amp;key2</c>, each key and value percent-encoded.
/// </summary>
internal static class TaggingHeader
{
    /// <summary>Whether the request states tags.</summary>
    public static bool IsStated(OssContext context) => context.Stated(OssHeaders.Tagging) is { Length: > 0 };

    public static IReadOnlyList<KeyValuePair<string, string>> Read(OssContext context)
    {
        if (context.Stated(OssHeaders.Tagging) is not { Length: > 0 } header)
        {
            return [];
        }

        var text = WireText.ToText(header);
        var tags = new List<KeyValuePair<string, string>>();
        foreach (var tag in text.Split('&'))
        {
            tags.Add(ReadTag(tag) ?? throw Malformed(text));
        }

        ObjectTags.Check(tags, keyEmpty: OssErrors.InvalidTag, keyTooLong: OssErrors.InvalidTag);
        return tags;
    }

    /// <summary>Whether a copy takes the tags that the request states, rather than those of its source.</summary>
    public static bool ReplacesThoseOfSource(OssContext context) =>
        context.Header(OssHeaders.TaggingDirective)?.ToUpperInvariant() switch
        {
            null or "" or "COPY" => false,
            "REPLACE" => true,
            var other => throw ListParameters.Invalid(
                OssErrors.InvalidTaggingDirective,
                OssHeaders.TaggingDirective,
                other
            ),
        };

    /// <summary>A tag, or null where the text is neither key nor key=value.</summary>
    private static KeyValuePair<string, string>? ReadTag(string text)
    {
        var parts = text.Split('=');
        return
            parts.Length <= 2
            && parts[0].Length > 0
            && UriEncoding.TryDecode(parts[0], plusIsSpace: true, out var key)
            && UriEncoding.TryDecode(parts.Length == 2 ? parts[1] : "", plusIsSpace: true, out var value)
            ? new(key, value)
            : null;
    }

    private static OssException Malformed(string text) =>
        ListParameters.Invalid(OssErrors.MalformedTaggingHeader, OssHeaders.Tagging, text);
}
