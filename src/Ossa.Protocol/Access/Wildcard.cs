namespace Ossa.Protocol.Access;

/// <summary>
/// Patterns in which "*" stands for any characters, none included, and "?" for one. What stands between two "*" is looked for once, from where
/// the one before was found on: no later place could do better. So the time is at most the product of both lengths, whatever the pattern.
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
        var run = TakeRun(ref pattern);
        if (run.Length > text.Length || !WildcardRun.IsAt(text, 0, run, ignoreCase, ref steps))
        {
            return false;
        }

        if (pattern.IsEmpty)
        {
            return !toTheEnd || run.Length == text.Length;
        }

        text = text[run.Length..];
        while (true)
        {
            var fewest = TakeAny(ref pattern);
            if (fewest > text.Length)
            {
                return false;
            }

            text = text[fewest..];
            run = TakeRun(ref pattern);
            if (pattern.IsEmpty && (toTheEnd || run.IsEmpty))
            {
                var last = text.Length - run.Length;
                return last >= 0 && WildcardRun.IsAt(text, last, run, ignoreCase, ref steps);
            }

            var found = WildcardRun.IndexOf(text, run, ignoreCase, ref steps);
            if (found < 0 || pattern.IsEmpty)
            {
                return found >= 0;
            }

            text = text[(found + run.Length)..];
        }
    }

    /// <summary>Takes what stands before the next "*" off a pattern.</summary>
    private static ReadOnlySpan<char> TakeRun(ref ReadOnlySpan<char> pattern)
    {
        var length = pattern.IndexOf('*');
        var run = length < 0 ? pattern : pattern[..length];
        pattern = pattern[run.Length..];
        return run;
    }

    /// <summary>Takes a "*" and what wildcards follow it off a pattern; gives how many characters these stand for at least.</summary>
    private static int TakeAny(ref ReadOnlySpan<char> pattern)
    {
        var length = pattern.IndexOfAnyExcept('*', '?');
        var any = length < 0 ? pattern : pattern[..length];
        pattern = pattern[any.Length..];
        return any.Count('?');
    }
}
