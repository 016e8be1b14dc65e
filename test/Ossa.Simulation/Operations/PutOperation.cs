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
        var written = ObjectState.Written(version, content);
        return client.WriteAsync(
            place,
            client.World.Unanswered(id => new WriteStep(written, id)),
            async bucket =>
            {
                var record = await client.Engine.Objects.PutAsync(
                    bucket,
                    place.Key!,
                    Bodies.New(version),
                    Bodies.Send(content, client.Dice),
                    CancellationToken.None
                );
                client.World.ContentOf(place, record);
                return (new WriteStep(written, record.Version.ToString()), record);
            }
        );
    }
}
