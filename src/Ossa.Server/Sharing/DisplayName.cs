using System.Globalization;
using System.Text;

namespace Ossa.Server.Sharing;

/// <summary>
/// Names as they can be shown: characters that would turn the direction of others, or that cannot be seen, could make one name look like
/// another.
/// </summary>
internal static class DisplayName
{
    private const string Nameless = "download";

    /// <summary>The last part of a key.</summary>
    public static string OfKey(string key)
    {
        var name = key.TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..];
        return name.Length == 0 ? Nameless : Clean(name);
    }

    /// <summary>The last part of the key of a folder; the whole bucket is called by its name.</summary>
    public static string OfFolder(string bucket, string key) => key.Length == 0 ? bucket : OfKey(key);

    /// <summary>A text without what cannot be seen.</summary>
    public static string Clean(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            shown.Append(IsSeen(rune) ? rune.ToString() : "\uFFFD");
        }

        return shown.ToString();
    }

    /// <summary>Whether a character is one that is seen, or a space.</summary>
    public static bool IsSeen(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
