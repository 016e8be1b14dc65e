using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Begins an upload in parts.</summary>
internal sealed class InitiateUploadOperation : OperationKind
{
    public override int Weight => 7;

    public override Task RunAsync(Client client)
    {
        var target = KeySpace.RandomPlace(client.Dice);
        var version = client.World.NewVersion();
        var unanswered = new BegunUpload(target, version, null);
        var step = new WriteStep(ObjectState.Bucket);
        client.World.Uploads.Enqueue(unanswered);
        return client.AttemptAsync(
            unanswered.Place,
            step,
            async bucket =>
            {
                var uploads = client.Engine.Uploads;
                var wanted = Bodies.New(version);
                var record = await uploads.InitiateAsync(bucket, target.Key!, wanted, CancellationToken.None);
                client.World.Uploads.Enqueue(unanswered with { Record = record });
                return step;
            }
        );
    }
}
