using Ossa.Engine.Listing;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Listing;

/// <summary>Listings with a delimiter that take several reads of the store: each entry once and in order, wherever one read ends and the next begins.</summary>
public sealed class DelimitedListingTests
{
    private const int PlainKeys = 90;

    /// <summary>After these keys lies a folder: at both ends, side by side, and where reads of 16 and 64 rows end.</summary>
    private static readonly int[] Folders = [0, 12, 13, 14, 15, 40, 61, 62, 63, 89];

    public static TheoryData<EngineKind, int> Pages =>
        new(
            from kind in Enum.GetValues<EngineKind>()
            from limit in new[] { 1, 15, 16, 17, 1000 }
            select new TheoryDataRow<EngineKind, int>(kind, limit)
        );

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_entry_comes_once_and_in_order(EngineKind kind, int limit)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var (keys, entries) = Tree();
        await Parallel.ForEachAsync(keys, TestStore.Cancel, async (key, _) => await store.PutAsync(key, Bytes.Of("x")));
        var listed = new List<string>();
        string? after = "";
        while (after is not null)
        {
            var query = new ListQuery("", "/", after, limit);
            var page = await store.Engine.Listing.ListAsync(store.Bucket, query, TestStore.Cancel);
            var here = page.Objects.Select(entry => entry.Key).Concat(page.CommonPrefixes).ToList();
            Assert.InRange(here.Count, 1, limit);
            listed.AddRange(here.Order(StringComparer.Ordinal));
            after = page.Next;
        }

        Assert.Equal(entries, listed);
    }

    private static (List<string> Keys, List<string> Entries) Tree()
    {
        List<string> keys = [],
            entries = [];
        for (var number = 0; number < PlainKeys; number++)
        {
            var key = $"{number:D3}";
            keys.Add(key);
            entries.Add(key);
            if (Folders.Contains(number))
            {
                keys.AddRange([$"{key}/a", $"{key}/b/c", $"{key}/d"]);
                entries.Add($"{key}/");
            }
        }

        return (keys, entries);
    }
}
