using Ossa.Engine.Versions;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Deletes the version named "null": where no versions are kept, this deletes the object and tells whether there was one.</summary>
internal sealed class DeleteNullVersionOperation : OperationKind
{
    public override int Weight => 8;

    public override Task RunAsync(Client client)
    {
        var place = client.Dice.OneIn(2)
            ? KeySpace.RandomPlace(client.Dice)
            : new Place(KeySpace.Fragile, client.Dice.Pick(KeySpace.KeysOf(KeySpace.Fragile)));
        return client.AttemptAsync(
            place,
            new DeleteVersionStep(VersionState.Null, null),
            async bucket =>
            {
                var objects = client.Engine.Objects;
                var deleted = await objects.DeleteVersionAsync(
                    bucket,
                    place.Key!,
                    VersionId.Null,
                    CancellationToken.None
                );
                return new DeleteVersionStep(VersionState.Null, deleted is not null);
            }
        );
    }
}
