using Ossa.Protocol.Errors;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Writes an object unless the key is taken.</summary>
internal sealed class PutNewOperation : OperationKind
{
    public override int Weight => 8;

    public override Task RunAsync(Client client)
    {
        var place = KeySpace.RandomPlace(client.Dice);
        var content = Content.Random(client.Dice, client.World.MaxBodyBytes);
        var version = client.World.NewVersion(content);
        var step = new WriteNewStep(ObjectState.Written(version, content));
        return client.AttemptAsync(
            place,
            step,
            async bucket =>
            {
                var wanted = Bodies.New(version) with { ForbidOverwrite = true };
                var body = Bodies.Send(content, client.Dice);
                try
                {
                    await client.Engine.Objects.PutAsync(bucket, place.Key!, wanted, body, CancellationToken.None);
                    return step;
                }
                catch (OssException refused) when (refused.Error == OssErrors.FileAlreadyExists)
                {
                    return new ExistsStep();
                }
            }
        );
    }
}
