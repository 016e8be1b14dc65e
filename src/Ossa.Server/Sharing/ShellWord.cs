using System.Globalization;
using System.Text;

namespace Ossa.Server.Sharing;

/// <summary>
/// Words that can be pasted. Between double quotes they mean themselves, whether a POSIX shell, PowerShell or cmd reads them, and in source code too: what
/// means something to any of these does not occur in them.
/// </summary>
public static class ShellWord
{
    private const string HarmlessInUrls = "-.~:/?#[]@&=+";
    private const string HarmlessInNames = "-._+=@ ";
    private const string Replacement = "_";
    private const int EncodedLength = 3;

    /// <summary>How cmd is asked for the reader's directory, or a part of it.</summary>
    private static readonly string[] ReadersDirectory = ["%CD%", "%CD:"];

    /// <summary>The first character from which on no letter and no mark becomes a quote where Windows makes arguments fit an old code page.</summary>
    private const int FirstFit = 0x370;

    /// <summary>
    /// A URL, with what is not harmless percent-encoded, which leaves it the same URL. Within quotes too cmd takes what stands between two percent signs
    /// for the name of a variable: none is left that begins with a letter and is more than two hex digits. Null where two of these alone are such a
    /// name, <c>%CD%</c>, the reader's directory.
    /// </summary>
    public static string? OfUrl(string url)
    {
        var word = new StringBuilder(url.Length);
        Span<byte> octets = stackalloc byte[4];
        var at = 0;
        while (at < url.Length)
        {
            if (IsEncoded(url, at))
            {
                word.Append(url, at, EncodedLength);
                at += EncodedLength;
                continue;
            }

            Rune.DecodeFromUtf16(url.AsSpan(at), out var rune, out var used);
            var isPlain = rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value == '_');
            if (isPlain ? !MayBeginVariable(word) : IsAmong(HarmlessInUrls, rune))
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

            at += used;
        }

        var quoted = Quote(word);
        return ReadersDirectory.Any(name => quoted.Contains(name, StringComparison.OrdinalIgnoreCase)) ? null : quoted;
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

    /// <summary>Whether the last that was encoded begins with a letter, as the names of variables do.</summary>
    private static bool MayBeginVariable(StringBuilder word) =>
        word.Length >= EncodedLength && word[^EncodedLength] == '%' && char.IsAsciiLetter(word[^2]);

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
