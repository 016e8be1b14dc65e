using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Reads a part of an object.</summary>
internal sealed class GetRangeOperation : OperationKind
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
                await using var opened = await client.Engine.Objects.OpenAsync(
                    bucket,
                    place.Key!,
                    null,
                    CancellationToken.None
                );
                if (opened is null)
                {
                    return new ReadStep(null);
                }

                var content = client.World.ContentOf(place, opened.Record);
                var from = client.Dice.Between(0, content.Length);
                var to = client.Dice.Between(from, content.Length);
                await Bodies.CheckAsync(opened, content, from, to, client.Dice);
                return ReadStep.Of(opened.Record);
            }
        );
    }
}
