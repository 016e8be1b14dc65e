using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Deletes an object, or hides it where versions are kept. The bucket that is to become empty gets more of it.</summary>
internal sealed class DeleteOperation : OperationKind
{
    public override int Weight => 8;

    public override Task RunAsync(Client client)
    {
        var place = client.Dice.OneIn(2)
            ? KeySpace.RandomPlace(client.Dice)
            : new Place(KeySpace.Fragile, client.Dice.Pick(KeySpace.KeysOf(KeySpace.Fragile)));
        KeyStep[] possible = [new DeleteStep(null), new AddMarkerStep(VersionState.Null), new AddMarkerStep(null)];
        return client.WriteAsync(
            place,
            client.World.KeepsVersions ? new AnyStep(possible) : possible[0],
            async bucket =>
            {
                var marker = await client.Engine.Objects.DeleteAsync(bucket, place.Key!, CancellationToken.None);
                return marker is null
                    ? (new DeleteStep(null), null)
                    : (new AddMarkerStep(marker.Version.ToString()), marker);
            }
        );
    }
}
