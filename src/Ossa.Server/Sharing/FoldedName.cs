using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Ossa.Server.Sharing;

/// <summary>
/// What a name is to the file systems of Windows and macOS, which take upper and lower case for the same, and a composed letter and its parts,
/// as "é" is one character or two. The runtime here knows case but no composition, so the characters stand in a file of their own.
/// </summary>
internal static class FoldedName
{
    private const int FirstSyllable = 0xAC00;
    private const int Syllables = Leads * Vowels * Trails;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Trails = 28;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeFirstTrail = 0x11A7;

    private static readonly Lazy<FrozenDictionary<int, string>> Characters = new(ReadCharacters);

    /// <summary>What two names have in common that are one name somewhere.</summary>
    public static string Of(string name) => Ascii.IsValid(name) ? name.ToLowerInvariant() : OfRunes(name);

    private static string OfRunes(string name)
    {
        var folded = new StringBuilder(name.Length + 8);
        foreach (var rune in name.EnumerateRunes())
        {
            _ =
                rune.Value - FirstSyllable is >= 0 and < Syllables and var syllable ? AppendSyllable(folded, syllable)
                : Characters.Value.TryGetValue(rune.Value, out var parts) ? folded.Append(parts)
                : folded.Append(rune.ToString());
        }

        return InOrder(folded);
    }

    /// <summary>A syllable of Hangul is two or three letters, by its number (Unicode, 3.12).</summary>
    private static StringBuilder AppendSyllable(StringBuilder folded, int syllable)
    {
        folded.Append((char)(FirstLead + (syllable / (Vowels * Trails))));
        folded.Append((char)(FirstVowel + (syllable / Trails % Vowels)));
        return syllable % Trails is var trail and > 0 ? folded.Append((char)(BeforeFirstTrail + trail)) : folded;
    }

    /// <summary>Marks on one letter may come in different orders; here they come by their numbers.</summary>
    private static string InOrder(StringBuilder folded)
    {
        var runes = folded.ToString().EnumerateRunes().ToArray();
        for (var (begin, end) = (0, 0); begin < runes.Length; begin = end + 1)
        {
            for (end = begin; end < runes.Length && IsMark(runes[end]); end++) { }

            runes.AsSpan(begin, end - begin).Sort();
        }

        return string.Concat(runes);
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    private static FrozenDictionary<int, string> ReadCharacters()
    {
        using var stream =
            typeof(FoldedName).Assembly.GetManifestResourceStream("folded-characters")
            ?? throw new UnreachableException("The characters are not in the program.");
        using var reader = new StreamReader(stream);
        var characters = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var runes = line.Split(' ').Select(number => int.Parse(number, NumberStyles.HexNumber, null)).ToArray();
            characters.Add(runes[0], string.Concat(runes[1..].Select(number => new Rune(number))));
        }

        return characters.ToFrozenDictionary();
    }
}
