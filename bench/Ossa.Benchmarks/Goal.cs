using System.Globalization;

namespace Ossa.Benchmarks;

/// <summary>A figure beside what the project wants it to be: one line of a file of goals, with tabs between its words.</summary>
/// <param name="Work">What was measured.</param>
/// <param name="Yardstick">What it is a ratio to, or the unit of a figure that stands alone.</param>
/// <param name="Value">The median.</param>
/// <param name="IsLeast">The goal is the least that the value may be; otherwise the most.</param>
/// <param name="Wanted">The goal.</param>
/// <param name="Date">The day it was measured on, and the commit.</param>
internal sealed record Goal(string Work, string Yardstick, double Value, bool IsLeast, double Wanted, string Date)
{
    private const int Words = 6;

    /// <summary>How far the goal is surpassed: 1 is met exactly, 0.5 is half way there.</summary>
    public double Share =>
        IsLeast ? Value / Wanted
        // Nothing where nothing was wanted is what was wanted.
        : Value == 0 ? Math.Max(1, Wanted)
        : Wanted / Value;

    public bool IsMet => Share >= 1;

    public static Goal Parse(string line)
    {
        var words = line.Split('\t');
        return words.Length == Words
            ? new(words[0], words[1], Number(words[2]), words[3] == ">=", Number(words[4]), words[5])
            : throw new InvalidDataException($"Not a line of goals: {line}");
    }

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
