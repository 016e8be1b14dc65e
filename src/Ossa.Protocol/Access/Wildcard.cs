namespace Ossa.Protocol.Access;

/// <summary>
/// Patterns in which "*" stands for any characters, none included, and "?" for one. After a mismatch the last "*" takes one more
/// character, so the time is at most the product of both lengths, whatever the pattern.
/// </summary>
public static class Wildcard
{
    /// <summary>Whether the whole text is as the pattern says.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase = false) =>
        Matches(pattern, text, ignoreCase, toTheEnd: true, out _);

    /// <summary>Whether the text begins as the pattern says, whatever comes then.</summary>
    public static bool MatchesStart(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase = false) =>
        Matches(pattern, text, ignoreCase, toTheEnd: false, out _);

    /// <summary>The same, and how many steps it took.</summary>
    internal static bool Matches(
        ReadOnlySpan<char> pattern,
        ReadOnlySpan<char> text,
        bool ignoreCase,
        bool toTheEnd,
        out int steps
    )
    {
        steps = 0;
        int at = 0,
            next = 0,
            star = -1,
            taken = 0;
        while (next < pattern.Length || (toTheEnd && at < text.Length))
        {
            steps++;
            if (next < pattern.Length && pattern[next] == '*')
            {
                star = next++;
                taken = at;
            }
            else if (next < pattern.Length && at < text.Length && AreAlike(pattern[next], text[at], ignoreCase))
            {
                next++;
                at++;
            }
            else if (star >= 0 && taken < text.Length)
            {
                next = star + 1;
                at = ++taken;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreAlike(char pattern, char text, bool ignoreCase) =>
        pattern == '?'
        || pattern == text
        || (ignoreCase && char.ToLowerInvariant(pattern) == char.ToLowerInvariant(text));
}
