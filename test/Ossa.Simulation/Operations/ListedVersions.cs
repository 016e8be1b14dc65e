using Ossa.Engine.Buckets;
using Ossa.Engine.Versions;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>
/// Lists versions. A page says of every key that lies on it as a whole exactly which versions it had; of a key that it begins or ends
/// amid, that the versions on it were there.
/// </summary>
internal static class ListedVersions
{
    private const int WholeBucket = 1_000;

    /// <summary>All versions of a bucket, on one page.</summary>
    public static async Task<IReadOnlyList<ListedVersion>> ReadAsync(Client client, Bucket bucket)
    {
        var page = await ReadPageAsync(client, bucket, new VersionQuery("", "", "", null, WholeBucket));
        Require(page.NextKey is null, "is cut off");
        return page.Versions;
    }

    /// <summary>One page of the versions of a bucket.</summary>
    public static async Task<VersionPage> ReadPageAsync(Client client, Bucket bucket, VersionQuery query)
    {
        var history = client.World.History;
        var invokedAt = history.Now();
        var page = await client.Engine.Versions.ListAsync(bucket, query, CancellationToken.None);
        var answeredAt = history.Now();
        Check(client, bucket, query, page);
        var listed = page.Versions.ToLookup(entry => entry.Key);
        foreach (var key in KeySpace.KeysOf(bucket.Name))
        {
            foreach (var step in StepsOf(key, [.. listed[key]], query, page))
            {
                var place = new Place(bucket.Name, key);
                history.Add(new KeyEvent(place, client.Name, invokedAt, answeredAt, IsCertain: true, step));
            }
        }

        return page;
    }

    private static void Check(Client client, Bucket bucket, VersionQuery query, VersionPage page)
    {
        Require(page.Versions.Count <= query.Limit, "has too many entries");
        Require(page.NextKey is null || page.Versions.Count == query.Limit, "ends early though there is more");
        var keys = page.Versions.Select(entry => entry.Key).ToList();
        Require(keys.All(KeySpace.KeysOf(bucket.Name).Contains), "shows keys that nobody wrote");
        Require(keys.Zip(keys.Skip(1)).All(pair => KeySpace.Compare(pair.First, pair.Second) <= 0), "is out of order");
        foreach (var versions in page.Versions.GroupBy(entry => entry.Key))
        {
            var place = new Place(bucket.Name, versions.Key);
            var begins = versions.Key == query.AfterKey;
            Require(
                KeySpace.Compare(versions.Key, query.AfterKey) > 0 || (begins && query.AfterVersion is not null),
                $"goes back to {place}"
            );
            Require(versions.Skip(1).All(entry => !entry.IsLatest), $"tells of several latest versions of {place}");
            Require(begins || versions.First().IsLatest, $"tells of no latest version of {place}");
            Require(
                versions.DistinctBy(entry => entry.Record.Version).Count() == versions.Count(),
                $"shows a version of {place} twice"
            );
            foreach (var entry in versions.Where(entry => !entry.Record.IsDeleteMarker))
            {
                client.World.ContentOf(place, entry.Record);
            }
        }
    }

    private static IEnumerable<KeyStep> StepsOf(
        string key,
        IReadOnlyList<ListedVersion> versions,
        VersionQuery query,
        VersionPage page
    )
    {
        var isWhole =
            KeySpace.Compare(key, query.AfterKey) > 0
            && (page.NextKey is null || KeySpace.Compare(key, page.NextKey) < 0);
        return isWhole
            ? [ReadVersionsStep.Of(versions)]
            : versions
                .Where(entry => !entry.Record.IsDeleteMarker)
                .Select(entry => new ReadVersionStep(entry.Record.Version.ToString(), ObjectState.Of(entry.Record)));
    }

    private static void Require(bool rule, string what)
    {
        if (!rule)
        {
            throw new WrongAnswerException($"The list of versions {what}.");
        }
    }
}
