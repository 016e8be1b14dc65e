using Ossa.Engine.Listing;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>
/// Lists a bucket, in pages of any size. A page says of every key in its range whether it was there and as which version, so it is a
/// reading of each: then it can neither miss a key that existed throughout nor show one that did not exist.
/// </summary>
internal sealed class ListOperation : OperationKind
{
    private static readonly string[] Prefixes = ["", "", "", "a", "a/", "z"];

    public override int Weight => 5;

    public override Task RunAsync(Client client)
    {
        var name = client.Dice.OneIn(4) ? KeySpace.Fragile : KeySpace.Stable;
        var prefix = client.Dice.Pick(Prefixes);
        return client.AttemptAsync(
            new Place(name, null),
            null,
            async _ =>
            {
                if (await client.FindBucketAsync(name) is not { } bucket)
                {
                    return;
                }

                for (string? after = ""; after is not null; )
                {
                    var query = new ListQuery(prefix, "", after, client.Dice.Between(1, 6));
                    var invokedAt = client.World.History.Now();
                    var page = await client.Engine.Listing.ListAsync(bucket, query, CancellationToken.None);
                    Note(client, name, query, page, invokedAt);
                    after = page.Next;
                }
            }
        );
    }

    private static void Note(Client client, string bucket, ListQuery query, ListPage page, long invokedAt)
    {
        var answeredAt = client.World.History.Now();
        ListedPage.Check(query, page);
        var listed = page.Objects.ToDictionary(entry => entry.Key);
        foreach (var key in KeySpace.KeysOf(bucket).Where(key => IsInRange(key, query, page)))
        {
            var record = listed.Remove(key, out var entry) ? entry.Record : null;
            if (record is not null)
            {
                client.World.ContentOf(new Place(bucket, key), record);
            }

            var step = ReadStep.Of(record);
            client.World.History.Add(
                new KeyEvent(new Place(bucket, key), client.Name, invokedAt, answeredAt, IsCertain: true, step)
            );
        }
        if (listed.Count > 0)
        {
            throw new WrongAnswerException($"{query} showed {string.Join(", ", listed.Keys)}, out of place.");
        }
    }

    private static bool IsInRange(string key, ListQuery query, ListPage page) =>
        key.StartsWith(query.Prefix, StringComparison.Ordinal)
        && KeySpace.Compare(key, query.After) > 0
        && (page.Next is null || KeySpace.Compare(key, page.Next) <= 0);
}
