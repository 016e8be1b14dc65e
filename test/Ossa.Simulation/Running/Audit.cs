using Ossa.Engine.Buckets;
using Ossa.Engine.Listing;
using Ossa.Engine.Objects;
using Ossa.Simulation.Model;
using Ossa.Simulation.Operations;
using Ossa.Simulation.Randomness;
using Ossa.Storage;

namespace Ossa.Simulation.Running;

/// <summary>
/// Looks at everything while nothing else runs: each key is read and noted, the listing agrees with the readings, the counters with the listing, and
/// what is in the blob store with what the records need.
/// </summary>
internal sealed class Audit(World world, IReadOnlySet<BlobId>? damaged = null)
{
    private const int WholeBucket = 1_000;

    private static readonly byte[] CountedObjects = "s/objects"u8.ToArray();
    private static readonly byte[] CountedBytes = "s/bytes"u8.ToArray();

    /// <summary>Whether blobs may be left that nothing points to, as failures and crashes leave them.</summary>
    public bool AllowsGarbage { get; init; } = world.Tolerance != Tolerance.None;

    private readonly Client _client = new(world, "audit", new Dice(1));

    public async Task RunAsync()
    {
        await world.Engine.Collector.CollectAllAsync(CancellationToken.None);
        var needed = new HashSet<BlobId>();
        foreach (var name in new[] { KeySpace.Stable, KeySpace.Fragile })
        {
            if (await _client.FindBucketAsync(name) is { } bucket)
            {
                needed.UnionWith(await CheckAsync(bucket));
            }
            else
            {
                NoteAbsent(name);
            }
        }
        await CheckBlobsAsync(needed);
    }

    private void NoteAbsent(string bucket)
    {
        foreach (var key in KeySpace.KeysOf(bucket))
        {
            world.History.Answered(new Place(bucket, key), _client.Name, world.History.Now(), new ReadStep(null));
        }
    }

    private async Task<IEnumerable<BlobId>> CheckAsync(Bucket bucket)
    {
        var query = new ListQuery("", "", "", WholeBucket);
        var page = await world.Engine.Listing.ListAsync(bucket, query, CancellationToken.None);
        var listed = page.Objects.ToDictionary(entry => entry.Key, entry => entry.Record);
        foreach (var key in KeySpace.KeysOf(bucket.Name))
        {
            await CheckAsync(bucket, key, listed.GetValueOrDefault(key));
        }

        Require(listed.Keys.All(KeySpace.KeysOf(bucket.Name).Contains), $"{bucket.Name} has keys that nobody wrote.");
        await CheckCounterAsync(bucket, CountedObjects, listed.Count);
        await CheckCounterAsync(bucket, CountedBytes, listed.Values.Sum(record => record.Size));
        return listed.Values.Where(record => record.Body.Kind == BodyKind.Blob).Select(record => record.Body.Id);
    }

    private async Task CheckAsync(Bucket bucket, string key, ObjectRecord? listed)
    {
        var place = new Place(bucket.Name, key);
        var invokedAt = world.History.Now();
        ObjectRecord? read = null;
        var isDamaged = listed is not null && damaged?.Contains(listed.Body.Id) == true;
        try
        {
            await using var opened = await world.Engine.Objects.OpenAsync(bucket, key, null, CancellationToken.None);
            read = opened?.Record;
            if (opened is not null)
            {
                var content = world.ContentOf(opened.Record);
                await Bodies.CheckAsync(opened, content, 0, content.Length, _client.Dice);
            }
        }
        catch (DamagedBlobException) when (isDamaged)
        {
            world.CountFailure();
            // The record still says what should be there.
            read = listed;
            isDamaged = false;
        }

        Require(!isDamaged, $"{place} was read though its blob is damaged.");
        Require(ObjectState.Of(read) == ObjectState.Of(listed), $"{place} is listed as {listed} but read as {read}.");
        world.History.Answered(place, _client.Name, invokedAt, new ReadStep(ObjectState.Of(read)));
    }

    private async Task CheckCounterAsync(Bucket bucket, byte[] row, long expected)
    {
        var stored = await world.Storage.Metadata.GetAsync(
            bucket.Partition,
            RowFamily.Record,
            row,
            CancellationToken.None
        );
        var counted = CounterValue.Read(stored);
        Require(
            counted == expected,
            $"{System.Text.Encoding.ASCII.GetString(row)} of {bucket.Name} is {counted}, not {expected}."
        );
    }

    private async Task CheckBlobsAsync(HashSet<BlobId> needed)
    {
        var stored = new HashSet<BlobId>();
        await foreach (var id in world.Storage.Blobs.ListAsync(CancellationToken.None))
        {
            stored.Add(id);
        }

        needed.ExceptWith(damaged ?? new HashSet<BlobId>());
        Require(needed.IsSubsetOf(stored), $"{needed.Except(stored).Count()} blobs that records point to are gone.");
        Require(
            AllowsGarbage || stored.SetEquals(needed),
            $"{stored.Except(needed).Count()} blobs are left that nothing needs."
        );
    }

    private static void Require(bool rule, string otherwise)
    {
        if (!rule)
        {
            throw new WrongAnswerException(otherwise);
        }
    }
}
