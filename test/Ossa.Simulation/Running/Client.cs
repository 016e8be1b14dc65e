using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Operations;
using Ossa.Simulation.Randomness;

namespace Ossa.Simulation.Running;

/// <summary>One of many that work on the same keys: one operation after the other, each noted with what came of it.</summary>
internal sealed class Client(World world, string name, Dice dice)
{
    private const int RecentUploads = 6;

    public World World => world;

    public string Name => name;

    public Dice Dice => dice;

    public OssaEngine Engine => world.Engine;

    public async Task RunAsync(int operations)
    {
        for (var done = 0; done < operations && Engine.ReadOnlyReason is null; done++)
        {
            await OperationCatalogue.Pick(dice).RunAsync(this);
            // Otherwise a client on an engine that never waits would run alone.
            await Task.Yield();
        }
    }

    /// <summary>Does something with an object, and notes the step that it returns (null: there is nothing to note).</summary>
    /// <param name="place">The object.</param>
    /// <param name="ifUncertain">What has happened or not when the storage fails; null if it leaves no trace.</param>
    /// <param name="act">Does it.</param>
    public Task AttemptAsync(Place place, KeyStep? ifUncertain, Func<Bucket, Task<KeyStep?>> act) =>
        AttemptAsync(
            place,
            ifUncertain,
            async invokedAt =>
            {
                if (await FindBucketAsync(place.Bucket) is { } bucket && await act(bucket) is { } step)
                {
                    world.History.Answered(place, name, invokedAt, step);
                }
            }
        );

    /// <summary>Writes a new version of an object; notes it and what its name tells of the bucket.</summary>
    /// <param name="place">The object.</param>
    /// <param name="ifUncertain">What has happened or not when the storage fails.</param>
    /// <param name="act">Writes it, and gives the step; with the record if that is of a version that the write made.</param>
    public Task WriteAsync(
        Place place,
        KeyStep ifUncertain,
        Func<Bucket, Task<(KeyStep Step, ObjectRecord? Made)>> act
    ) =>
        AttemptAsync(
            place,
            ifUncertain,
            async invokedAt =>
            {
                if (await FindBucketAsync(place.Bucket) is { } bucket)
                {
                    var (step, made) = await act(bucket);
                    NoteWrite(invokedAt, made, (place, step));
                }
            }
        );

    /// <summary>Does something, which notes by itself what happened since the moment that it is given.</summary>
    public Task AttemptAsync(Place place, KeyStep? ifUncertain, Func<long, Task> act) =>
        AttemptAsync(() => ifUncertain is null ? [] : [(place, ifUncertain)], act);

    /// <summary>
    /// The same for what leaves traces in several places. What has happened or not is asked for when the storage has failed: what others began
    /// meanwhile may have a part in it.
    /// </summary>
    public async Task AttemptAsync(Func<IReadOnlyList<(Place Place, KeyStep Step)>> ifUncertain, Func<long, Task> act)
    {
        var invokedAt = world.History.Now();
        try
        {
            await act(invokedAt);
        }
        catch (OssException refused) when (refused.Error == OssErrors.NoSuchBucket)
        {
            // The bucket went away meanwhile, or was about to: writes are refused as soon as it closes, though it may open again.
        }
        catch (Exception failure) when (world.Tolerance.Allows(failure))
        {
            world.CountFailure();
            if (Tolerances.KindOf(failure) != Tolerance.Full)
            {
                foreach (var (place, step) in ifUncertain())
                {
                    world.History.Uncertain(place, name, invokedAt, step);
                }
            }
        }
    }

    /// <summary>Notes what happened at once in several places, and what the name of a version that was made tells of its bucket.</summary>
    public void NoteWrite(long invokedAt, ObjectRecord? made, params (Place Place, KeyStep Step)[] noted)
    {
        var answeredAt = world.History.Now();
        foreach (var (place, step) in noted)
        {
            world.History.Add(new KeyEvent(place, name, invokedAt, answeredAt, IsCertain: true, step));
        }

        if (made is not null)
        {
            var place = Place.Versioning(noted[0].Place.Bucket);
            var step = new WroteUnderStep(made.IsNumbered);
            world.History.Add(new KeyEvent(place, name, invokedAt, answeredAt, IsCertain: true, step));
        }
    }

    /// <summary>The bucket, or null; either is noted.</summary>
    public async Task<Bucket?> FindBucketAsync(string bucketName)
    {
        var invokedAt = world.History.Now();
        var bucket = await Engine.Buckets.FindAsync(bucketName, CancellationToken.None);
        var seen = new ReadStep(bucket is null ? null : ObjectState.Bucket);
        world.History.Answered(new Place(bucketName, null), name, invokedAt, seen);
        return bucket;
    }

    /// <summary>One of the uploads that were begun lately, which others may be working on too; null when there is none.</summary>
    public BegunUpload? PickUpload()
    {
        var recent = world.Uploads.Where(upload => upload.Record is not null).TakeLast(RecentUploads).ToList();
        return recent.Count == 0 ? null : dice.Pick(recent);
    }
}
