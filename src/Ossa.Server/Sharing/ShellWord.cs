using System.Globalization;
using System.Text;

namespace Ossa.Server.Sharing;

/// <summary>
/// Words that can be pasted. Between double quotes they mean themselves, whether a POSIX shell, PowerShell or cmd reads them, and in source code too: what
/// means something to any of these does not occur in them.
/// </summary>
public static class ShellWord
{
    private const string HarmlessInUrls = "-._~:/?#[]@&=+";
    private const string HarmlessInNames = "-._+=@ ";
    private const string Replacement = "_";

    /// <summary>The first character from which on no letter and no mark becomes a quote where Windows makes arguments fit an old code page.</summary>
    private const int FirstFit = 0x370;

    /// <summary>A URL, with what is not harmless percent-encoded, which leaves it the same URL.</summary>
    public static string OfUrl(string url)
    {
        var word = new StringBuilder(url.Length);
        Span<byte> octets = stackalloc byte[4];
        var at = 0;
        foreach (var rune in url.EnumerateRunes())
        {
            if (IsAmong(HarmlessInUrls, rune) || (rune.IsAscii && Rune.IsLetterOrDigit(rune)) || IsEncoded(url, at))
            {
                word.Append((char)rune.Value);
            }
            else
            {
                foreach (var octet in octets[..rune.EncodeToUtf8(octets)])
                {
                    word.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
                }
            }

            at += rune.Utf16SequenceLength;
        }

        return Quote(word);
    }

    /// <summary>The name of a file to be written, which is no option, no hidden file and in no other directory.</summary>
    public static string OfName(string name)
    {
        var word = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            var fits = IsLetterOrDigit(rune) || (word.Length > 0 && IsAmong(HarmlessInNames, rune));
            word.Append(fits ? rune.ToString() : Replacement);
        }

        return Quote(word);
    }

    private static string Quote(StringBuilder word) => $"\"{word}\"";

    /// <summary>A percent sign that encodes nothing could be the beginning of a variable.</summary>
    private static bool IsEncoded(string url, int at) =>
        url[at] == '%' && at + 2 < url.Length && char.IsAsciiHexDigit(url[at + 1]) && char.IsAsciiHexDigit(url[at + 2]);

    private static bool IsAmong(string characters, Rune rune) =>
        rune.IsAscii && characters.Contains((char)rune.Value, StringComparison.Ordinal);

    private static bool IsLetterOrDigit(Rune rune) =>
        rune.IsAscii
            ? char.IsAsciiLetterOrDigit((char)rune.Value)
            : Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.DecimalDigitNumber => true,
                UnicodeCategory.OtherLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark => rune.Value >= FirstFit,
                _ => false,
            };
}
