using Ossa.Engine.Versions;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Deletes an object, if it is there. The bucket that is to become empty gets more of it.</summary>
internal sealed class DeleteOperation : OperationKind
{
    public override int Weight => 14;

    public override Task RunAsync(Client client)
    {
        var place = client.Dice.OneIn(2)
            ? KeySpace.RandomPlace(client.Dice)
            : new Place(KeySpace.Fragile, client.Dice.Pick(KeySpace.KeysOf(KeySpace.Fragile)));
        return client.AttemptAsync(
            place,
            new DeleteStep(null),
            async bucket =>
            {
                // Where no versions are kept, this deletes the object and tells whether there was one.
                var deleted = await client.Engine.Objects.DeleteVersionAsync(
                    bucket,
                    place.Key!,
                    VersionId.Null,
                    CancellationToken.None
                );
                return new DeleteStep(deleted is not null);
            }
        );
    }
}
