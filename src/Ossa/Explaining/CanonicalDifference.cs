namespace Ossa.Explaining;

/// <summary>Puts two canonical requests side by side, part by part, and marks what differs.</summary>
internal static class CanonicalDifference
{
    private const string Nothing = "(nothing)";

    /// <summary>Lines to show; the ones that differ begin with an exclamation mark, "&lt;" is the first side and "&gt;" the second.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<CanonicalPart> left, IReadOnlyList<CanonicalPart> right)
    {
        var (lefts, rights) = (Index(left), Index(right));
        var order = Merge([.. lefts.Keys], [.. rights.Keys]);
        var width = left.Concat(right).Max(part => part.Label.Length);
        List<string> lines = [];
        foreach (var key in order)
        {
            var (a, b) = (lefts.GetValueOrDefault(key), rights.GetValueOrDefault(key));
            var label = (a ?? b)!.Label.PadRight(width);
            if (a?.Text == b?.Text)
            {
                lines.Add($"     {label}  {a!.Text}".TrimEnd());
                continue;
            }
            lines.Add($"! <  {label}  {a?.Text ?? Nothing}".TrimEnd());
            lines.Add($"! >  {label}  {b?.Text ?? Nothing}".TrimEnd());
        }
        return lines;
    }

    /// <summary>A repeated name gets a number, so that its occurrences are compared in their order.</summary>
    private static Dictionary<string, CanonicalPart> Index(IReadOnlyList<CanonicalPart> parts)
    {
        var index = new Dictionary<string, CanonicalPart>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var key = part.Name;
            for (var number = 2; !index.TryAdd(key, part); number++)
            {
                key = $"{part.Name} #{number}";
            }
        }
        return index;
    }

    /// <summary>All keys once: those of the first side in their order, each key of the second side after its neighbour.</summary>
    private static List<string> Merge(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var merged = left.ToList();
        for (var i = 0; i < right.Count; i++)
        {
            if (!merged.Contains(right[i]))
            {
                merged.Insert(i == 0 ? 0 : merged.IndexOf(right[i - 1]) + 1, right[i]);
            }
        }
        return merged;
    }
}
