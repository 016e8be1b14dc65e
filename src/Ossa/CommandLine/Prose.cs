namespace Ossa.CommandLine;

/// <summary>Sentences for a terminal, which breaks lines within words. Where nobody watches, a message stays one line.</summary>
internal static class Prose
{
    /// <summary>Terminals that are narrower, or do not tell, break lines as they like.</summary>
    private const int LeastColumns = 20;

    /// <summary>Writes a text, broken between words where a line would be too wide; what is one word is never broken.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="text">The text, in one line.</param>
    /// <param name="columns">How wide the terminal is; null where there is none.</param>
    /// <param name="indent">By how much further lines are indented.</param>
    public static void Write(TextWriter output, string text, int? columns, int indent = 0)
    {
        if (columns is not (>= LeastColumns and var width) || text.Length <= width)
        {
            output.WriteLine(text);
            return;
        }

        var (begin, margin) = (0, "");
        while (text.Length - begin > width - margin.Length && BreakIn(text, begin, width - margin.Length) is { } end)
        {
            output.WriteLine(margin + text[begin..end]);
            (begin, margin) = (end + 1, new string(' ', indent));
        }

        output.WriteLine(margin + text[begin..]);
    }

    /// <summary>The last space before a line is full, or the first one after; not one of those at its beginning. Null where there is none.</summary>
    private static int? BreakIn(string text, int begin, int width)
    {
        var first = begin;
        while (first < text.Length && text[first] == ' ')
        {
            first++;
        }

        var last = text.LastIndexOf(
            ' ',
            int.Min(begin + width, text.Length - 1),
            int.Min(width + 1, text.Length - begin)
        );
        var found = last > first ? last : text.IndexOf(' ', int.Min(first + 1, text.Length));
        return found < 0 ? null : found;
    }
}
