using Ossa.Protocol.Errors;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>
/// Deletes a bucket, which is refused while a version or an upload is in it; so at its deletion none is there. Its versioning goes with it.
/// </summary>
internal sealed class DeleteBucketOperation : OperationKind
{
    public override int Weight => 8;

    public override Task RunAsync(Client client)
    {
        var place = new Place(KeySpace.Fragile, null);
        var versioning = Place.Versioning(KeySpace.Fragile);
        var history = client.World.History;
        return client.AttemptAsync(
            () => [(place, new DeleteStep(null)), (versioning, new DeleteStep(null))],
            async invokedAt =>
            {
                try
                {
                    var bucket = await client.Engine.Buckets.GetAsync(place.Bucket, CancellationToken.None);
                    await client.Engine.Buckets.DeleteAsync(bucket, CancellationToken.None);
                    var empty = Within(client.World).Select(inside => (inside, (KeyStep)new ReadVersionsStep([])));
                    client.NoteWrite(
                        invokedAt,
                        null,
                        [(place, new DeleteStep(Existed: true)), (versioning, new DeleteStep(null)), .. empty]
                    );
                }
                catch (OssException refused) when (refused.Error == OssErrors.BucketNotEmpty)
                {
                    history.Seen(
                        new Sighting(
                            "something in the bucket",
                            new HasVersionsStep(),
                            [.. Within(client.World)],
                            client.Name,
                            invokedAt,
                            history.Now()
                        )
                    );
                }
            }
        );
    }

    private static IEnumerable<Place> Within(World world) =>
        KeySpace
            .Places.Where(key => key.Bucket == KeySpace.Fragile)
            .Concat(world.Uploads.Select(upload => upload.Place).Where(upload => upload.Bucket == KeySpace.Fragile))
            .Distinct();
}
