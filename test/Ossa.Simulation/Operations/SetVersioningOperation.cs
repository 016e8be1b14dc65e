using Ossa.Engine.Buckets;
using Ossa.Protocol.Errors;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Lets a bucket keep versions, or no longer, in the midst of writes.</summary>
internal sealed class SetVersioningOperation : OperationKind
{
    private static readonly VersioningState[] States =
    [
        VersioningState.Enabled,
        VersioningState.Enabled,
        VersioningState.Suspended,
    ];

    public override int Weight => 3;

    public override Task RunAsync(Client client)
    {
        var name = client.Dice.OneIn(4) ? KeySpace.Fragile : KeySpace.Stable;
        var state = client.Dice.Pick(States);
        return client.World.KeepsVersions
            ? client.World.SwitchAloneAsync(() => SwitchAsync(client, name, state))
            : Task.CompletedTask;
    }

    private static Task SwitchAsync(Client client, string name, VersioningState state)
    {
        var place = Place.Versioning(name);
        var history = client.World.History;
        var step = new SetVersioningStep(state);
        return client.AttemptAsync(
            place,
            step,
            async invokedAt =>
            {
                try
                {
                    var bucket = await client.Engine.Buckets.GetAsync(name, CancellationToken.None);
                    await client.Engine.Buckets.SetVersioningAsync(bucket, state, CancellationToken.None);
                    history.Answered(place, client.Name, invokedAt, step);
                }
                catch (OssException refused) when (refused.Error == OssErrors.NoSuchBucket)
                {
                    // It may have gone away only after the switch.
                    history.Add(new KeyEvent(place, client.Name, invokedAt, history.Now(), IsCertain: false, step));
                }
                catch (Ossa.Storage.StoreFullException)
                {
                    // The bucket's record may have changed, and its partition may still follow.
                    history.Uncertain(place, client.Name, invokedAt, step);
                    throw;
                }
            }
        );
    }
}
