using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>The list of additional signed headers, separated by semicolons.</summary>
internal static class AdditionalHeaderList
{
    /// <summary>Each header of a request is looked for in the list, before it is known who sends it.</summary>
    private const int MaxNames = 64;

    /// <summary>Reads the list; null, which is no list, gives none.</summary>
    public static IReadOnlyList<string> Read(string? text)
    {
        if (text is null)
        {
            return [];
        }
        if (text.Length == 0)
        {
            throw Malformed.Argument(OssErrors.AdditionalHeadersEmptyV4, "AdditionalHeaders", text);
        }
        var names = text.Split(';');
        return names.Length > MaxNames || names.Any(name => name.Length == 0)
            ? throw Malformed.Argument(OssErrors.AdditionalHeadersMalformedV4, "AdditionalHeaders", text)
            : names;
    }
}
