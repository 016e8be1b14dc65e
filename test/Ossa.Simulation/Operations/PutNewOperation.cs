using Ossa.Protocol.Errors;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Writes an object unless the key is taken. Where versions are kept nothing is overwritten, so that this is an ordinary write.</summary>
internal sealed class PutNewOperation : OperationKind
{
    public override int Weight => 8;

    public override Task RunAsync(Client client)
    {
        var place = KeySpace.RandomPlace(client.Dice);
        var content = Content.Random(client.Dice, client.World.MaxBodyBytes);
        var version = client.World.NewVersion(content);
        var written = ObjectState.Written(version, content);
        KeyStep Step(string? id) => client.World.KeepsVersions ? new WriteStep(written, id) : new WriteNewStep(written);
        return client.WriteAsync(
            place,
            client.World.Unanswered(Step),
            async bucket =>
            {
                var wanted = Bodies.New(version) with { ForbidOverwrite = true };
                var body = Bodies.Send(content, client.Dice);
                try
                {
                    var put = client.Engine.Objects.PutAsync(bucket, place.Key!, wanted, body, CancellationToken.None);
                    var record = await put;
                    return (Step(record.Version.ToString()), record);
                }
                catch (OssException refused) when (refused.Error == OssErrors.FileAlreadyExists)
                {
                    return (new ExistsStep(), null);
                }
            }
        );
    }
}
