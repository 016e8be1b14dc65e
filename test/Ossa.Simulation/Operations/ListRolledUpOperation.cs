using Ossa.Engine.Listing;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>
/// Lists a bucket by folders on one page. A common prefix says that some key under it exists; one that is not shown, that none does.
/// </summary>
internal sealed class ListRolledUpOperation : OperationKind
{
    private static readonly string[] Prefixes = ["", "a", "a/", "e\u0301"];
    private const string Delimiter = "/";

    public override int Weight => 4;

    public override Task RunAsync(Client client)
    {
        var query = new ListQuery(client.Dice.Pick(Prefixes), Delimiter, "", 100);
        return client.AttemptAsync(
            new Place(KeySpace.Stable, null),
            null,
            async _ =>
            {
                if (await client.FindBucketAsync(KeySpace.Stable) is { } bucket)
                {
                    var invokedAt = client.World.History.Now();
                    var page = await client.Engine.Listing.ListAsync(bucket, query, CancellationToken.None);
                    ListedPage.Check(query, page);
                    Note(client, query, page, invokedAt);
                }
            }
        );
    }

    private static void Note(Client client, ListQuery query, ListPage page, long invokedAt)
    {
        var history = client.World.History;
        var answeredAt = history.Now();
        var listed = page.Objects.ToDictionary(entry => entry.Key, entry => entry.Record);
        var groups = KeySpace
            .KeysOf(KeySpace.Stable)
            .Where(key => key.StartsWith(query.Prefix, StringComparison.Ordinal))
            .GroupBy(key => CommonPrefixOf(key, query.Prefix))
            .ToList();
        foreach (var group in groups)
        {
            var places = group.Select(key => new Place(KeySpace.Stable, key)).ToArray();
            if (group.Key is not null && page.CommonPrefixes.Contains(group.Key))
            {
                history.Seen(new Sighting(group.Key, new ExistsStep(), places, client.Name, invokedAt, answeredAt));
                continue;
            }
            foreach (var place in places)
            {
                var step = ReadStep.Of(listed.GetValueOrDefault(place.Key!));
                history.Add(new KeyEvent(place, client.Name, invokedAt, answeredAt, IsCertain: true, step));
            }
        }
        if (page.CommonPrefixes.FirstOrDefault(prefix => groups.All(group => group.Key != prefix)) is { } stranger)
        {
            throw new WrongAnswerException($"{query} showed {stranger}, under which there was never a key.");
        }
    }

    private static string? CommonPrefixOf(string key, string prefix)
    {
        var cut = key.IndexOf(Delimiter, prefix.Length, StringComparison.Ordinal);
        return cut < 0 ? null : key[..(cut + Delimiter.Length)];
    }
}
