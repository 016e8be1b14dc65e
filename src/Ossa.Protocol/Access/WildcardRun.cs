using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ossa.Protocol.Access;

/// <summary>A part of a pattern between two "*": characters, and "?" for any one.</summary>
internal static class WildcardRun
{
    /// <summary>At how many places a run is looked for at a time.</summary>
    private const int Window = 64;

    /// <summary>Where a text has a run first; negative for nowhere.</summary>
    public static int IndexOf(ReadOnlySpan<char> text, ReadOnlySpan<char> run, bool ignoreCase, ref int steps)
    {
        var places = text.Length - run.Length + 1;
        if (ignoreCase || places < Window)
        {
            for (var at = 0; at < places; at++)
            {
                if (IsAt(text, at, run, ignoreCase, ref steps))
                {
                    return at;
                }
            }

            return -1;
        }

        if (!run.Contains('?'))
        {
            steps++;
            return text.IndexOf(run, StringComparison.Ordinal);
        }

        // Many stars mostly have what they are followed by at once.
        if (IsAt(text, 0, run, ignoreCase, ref steps))
        {
            return 0;
        }

        for (var at = 0; ; at = Math.Min(at + Window, places - Window))
        {
            var among = PlacesIn(text[at..], run, ref steps);
            if (among != 0)
            {
                return at + BitOperations.TrailingZeroCount(among);
            }

            if (at == places - Window)
            {
                return -1;
            }
        }
    }

    /// <summary>Whether a text has a run at a place. There is room for it.</summary>
    public static bool IsAt(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> run, bool ignoreCase, ref int steps)
    {
        for (var i = 0; i < run.Length; i++)
        {
            steps++;
            if (!AreAlike(run[i], text[at + i], ignoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>At which of the first places of a text a run is, a bit for each: those at which each of its characters is.</summary>
    private static ulong PlacesIn(ReadOnlySpan<char> text, ReadOnlySpan<char> run, ref int steps)
    {
        var codes = MemoryMarshal.Cast<char, ushort>(text);
        var places = ulong.MaxValue;
        for (var i = 0; i < run.Length && places != 0; i++)
        {
            steps++;
            if (run[i] != '?')
            {
                places &= Equal(in codes.Slice(i, Window)[0], run[i]);
            }
        }

        return places;
    }

    /// <summary>Which of the characters of a window, given by its first, are the one that is wanted.</summary>
    private static ulong Equal(in ushort first, ushort code)
    {
        var wanted = Vector128.Create(code);
        ulong bits = 0;
        for (var i = 0; i < Window; i += Vector128<byte>.Count)
        {
            // Two vectors of characters make one of bytes, which has a bit for each.
            var low = Vector128.LoadUnsafe(in first, (nuint)i);
            var high = Vector128.LoadUnsafe(in first, (nuint)(i + Vector128<ushort>.Count));
            var equal = Vector128.Narrow(Vector128.Equals(low, wanted), Vector128.Equals(high, wanted));
            bits |= (ulong)equal.ExtractMostSignificantBits() << i;
        }

        return bits;
    }

    private static bool AreAlike(char pattern, char text, bool ignoreCase) =>
        pattern == '?'
        || pattern == text
        || (ignoreCase && char.ToLowerInvariant(pattern) == char.ToLowerInvariant(text));
}
