using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Reads what an object is without its body.</summary>
internal sealed class HeadOperation : OperationKind
{
    public override int Weight => 10;

    public override Task RunAsync(Client client)
    {
        var place = KeySpace.RandomPlace(client.Dice);
        return client.AttemptAsync(
            place,
            null,
            async bucket =>
            {
                var record = await client.Engine.Objects.FindAsync(bucket, place.Key!, null, CancellationToken.None);
                if (record is not null)
                {
                    client.World.ContentOf(place, record);
                }

                return ReadStep.Of(record);
            }
        );
    }
}
