using Ossa.Protocol.Errors;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Deletes a bucket, which is refused while an object is in it; so at its deletion none of its keys exists.</summary>
internal sealed class DeleteBucketOperation : OperationKind
{
    public override int Weight => 6;

    public override Task RunAsync(Client client)
    {
        var place = new Place(KeySpace.Fragile, null);
        var keys = KeySpace.KeysOf(place.Bucket).Select(key => new Place(place.Bucket, key)).ToArray();
        var history = client.World.History;
        return client.AttemptAsync(
            place,
            new DeleteStep(null),
            async invokedAt =>
            {
                try
                {
                    await client.Engine.Buckets.DeleteAsync(place.Bucket, CancellationToken.None);
                    var answeredAt = history.Now();
                    Note(place, new DeleteStep(Existed: true));
                    Array.ForEach(keys, key => Note(key, new ReadStep(null)));
                    void Note(Place what, KeyStep step) =>
                        history.Add(new KeyEvent(what, client.Name, invokedAt, answeredAt, IsCertain: true, step));
                }
                catch (OssException refused) when (refused.Error == OssErrors.BucketNotEmpty)
                {
                    history.Seen(new Sighting("an object in the bucket", keys, client.Name, invokedAt, history.Now()));
                }
            }
        );
    }
}
