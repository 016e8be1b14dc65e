using Ossa.Engine.Listing;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>What must be true of a page whatever is in the bucket.</summary>
internal static class ListedPage
{
    public static void Check(ListQuery query, ListPage page)
    {
        var entries = page
            .Objects.Select(entry => entry.Key)
            .Concat(page.CommonPrefixes)
            .Order(Comparer<string>.Create(KeySpace.Compare))
            .ToList();
        Require(entries.Count <= query.Limit, "has too many entries");
        Require(page.Next is null || entries.Count == query.Limit, "ends early though there is more");
        Require(page.Next is null || page.Next == entries[^1], $"goes on from {page.Next}");
        Require(entries.Distinct().Count() == entries.Count, "shows something twice");
        Require(entries.All(entry => KeySpace.Compare(entry, query.After) > 0), "goes back");
        Require(entries.All(entry => entry.StartsWith(query.Prefix, StringComparison.Ordinal)), "leaves its prefix");
        Require(IsOrdered([.. page.Objects.Select(entry => entry.Key)]), "is out of order");
        Require(IsOrdered(page.CommonPrefixes), "has common prefixes out of order");

        void Require(bool rule, string what)
        {
            if (!rule)
            {
                throw new WrongAnswerException($"The page for {query} {what}: {string.Join(", ", entries)}.");
            }
        }
    }

    private static bool IsOrdered(IReadOnlyList<string> entries) =>
        entries.Zip(entries.Skip(1)).All(pair => KeySpace.Compare(pair.First, pair.Second) < 0);
}
