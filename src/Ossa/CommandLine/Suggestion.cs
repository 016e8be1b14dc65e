namespace Ossa.CommandLine;

/// <summary>What somebody may have meant by a word that there is not.</summary>
internal static class Suggestion
{
    /// <summary>How many letters may be wrong, left out or too many.</summary>
    private const int MostEdits = 2;

    /// <summary>The nearest of the words that there are, or null where none is near: one that begins so, or is that but for a few letters.</summary>
    public static string? For(string word, IEnumerable<string> known)
    {
        return known
            .Select(name =>
                (Name: name, Edits: name.StartsWith(word, StringComparison.Ordinal) ? 1 : EditsBetween(word, name))
            )
            .Where(candidate => candidate.Edits <= MostEdits && candidate.Edits < candidate.Name.Trim('-').Length)
            .OrderBy(candidate => candidate.Edits)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>How many letters are to be put in, taken away or changed to make one word of the other; two that changed places are one.</summary>
    private static int EditsBetween(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                edits[i, j] =
                    i == 0 || j == 0 ? i + j
                    : from[i - 1] == to[j - 1] ? edits[i - 1, j - 1]
                    : 1 + int.Min(edits[i - 1, j - 1], int.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    edits[i, j] = int.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }
}
