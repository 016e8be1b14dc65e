using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Ends an upload without an object, while others write parts or complete it. In the bucket that is to become empty, ever more often.</summary>
internal sealed class AbortUploadOperation : OperationKind
{
    public override int Weight => 5;

    public override Task RunAsync(Client client)
    {
        var doomed = client.Dice.OneIn(2)
            ? client.PickUpload()
            : client.World.Uploads.LastOrDefault(upload =>
                upload.Record is not null && upload.Target.Bucket == KeySpace.Fragile
            );
        return doomed is null
            ? Task.CompletedTask
            : client.AttemptAsync(
                doomed.Place,
                new AbortStep(null),
                async bucket =>
                {
                    var uploads = client.Engine.Uploads;
                    return new AbortStep(await uploads.AbortAsync(bucket, doomed.Record!, CancellationToken.None));
                }
            );
    }
}
