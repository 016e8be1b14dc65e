namespace Ossa.CommandLine;

/// <summary>Rows of text in aligned columns.</summary>
internal static class Table
{
    private const string Gap = "  ";

    /// <summary>Writes rows of equally many cells; the last column is not padded.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }
        var widths = Enumerable
            .Range(0, rows[0].Length)
            .Select(column => rows.Max(row => row[column].Length))
            .ToArray();
        foreach (var row in rows)
        {
            var padded = row.Select((cell, column) => column == row.Length - 1 ? cell : cell.PadRight(widths[column]));
            output.WriteLine(string.Join(Gap, padded));
        }
    }
}
