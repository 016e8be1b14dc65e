namespace Ossa.Server.Explaining;

/// <summary>Puts two canonical requests side by side, part by part.</summary>
internal static class CanonicalDifference
{
    /// <summary>All parts of both sides, in the order of the first.</summary>
    public static IReadOnlyList<ComparedPart> Of(
        IReadOnlyList<CanonicalPart> signed,
        IReadOnlyList<CanonicalPart> received
    )
    {
        var (ours, theirs) = (Index(signed), Index(received));
        return
        [
            .. Merge([.. ours.Keys], [.. theirs.Keys])
                .Select(key => (Ours: ours.GetValueOrDefault(key), Theirs: theirs.GetValueOrDefault(key)))
                .Select(pair => new ComparedPart(
                    (pair.Ours ?? pair.Theirs)!.Label,
                    pair.Ours?.Text,
                    pair.Theirs?.Text
                )),
        ];
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
