using Ossa.Engine.Buckets;
using Ossa.Engine.Versions;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Lists all versions of a bucket on one page, which says of every key exactly which versions it had.</summary>
internal static class ListedVersions
{
    private const int WholeBucket = 1_000;

    public static async Task<IReadOnlyList<ListedVersion>> ReadAsync(Client client, Bucket bucket)
    {
        var history = client.World.History;
        var invokedAt = history.Now();
        var query = new VersionQuery("", "", "", null, WholeBucket);
        var page = await client.Engine.Versions.ListAsync(bucket, query, CancellationToken.None);
        var answeredAt = history.Now();
        Require(page.NextKey is null, "is cut off");
        var listed = page.Versions.ToLookup(entry => entry.Key);
        foreach (var key in KeySpace.KeysOf(bucket.Name))
        {
            var place = new Place(bucket.Name, key);
            var versions = listed[key].ToList();
            Require(versions.Skip(1).All(entry => !entry.IsLatest), $"tells of several latest versions of {place}");
            Require(versions.Count == 0 || versions[0].IsLatest, $"tells of no latest version of {place}");
            foreach (var entry in versions.Where(entry => !entry.Record.IsDeleteMarker))
            {
                client.World.ContentOf(place, entry.Record);
            }

            var step = ReadVersionsStep.Of(versions);
            history.Add(new KeyEvent(place, client.Name, invokedAt, answeredAt, IsCertain: true, step));
        }

        Require(listed.All(group => KeySpace.KeysOf(bucket.Name).Contains(group.Key)), "shows keys that nobody wrote");
        return page.Versions;
    }

    private static void Require(bool rule, string what)
    {
        if (!rule)
        {
            throw new WrongAnswerException($"The list of versions {what}.");
        }
    }
}
