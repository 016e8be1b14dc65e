using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Writes an object over whatever is there.</summary>
internal sealed class PutOperation : OperationKind
{
    public override int Weight => 24;

    public override Task RunAsync(Client client)
    {
        var place = KeySpace.RandomPlace(client.Dice);
        var content = Content.Random(client.Dice, client.World.MaxBodyBytes);
        var version = client.World.NewVersion(content);
        var step = new WriteStep(ObjectState.Written(version, content));
        return client.AttemptAsync(
            place,
            step,
            async bucket =>
            {
                var body = Bodies.Send(content, client.Dice);
                var put = client.Engine.Objects.PutAsync(
                    bucket,
                    place.Key!,
                    Bodies.New(version),
                    body,
                    CancellationToken.None
                );
                client.World.ContentOf(await put);
                return step;
            }
        );
    }
}
