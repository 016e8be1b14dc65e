using Ossa.Engine.Buckets;
using Ossa.Engine.Versions;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Lists versions and copies one of them to any key, its own perhaps: an older version becomes the newest again.</summary>
internal sealed class CopyVersionOperation : VersionsOperation
{
    public override int Weight => 4;

    protected override Task ActAsync(Client client, Bucket bucket, ListedVersion version)
    {
        var source = new Place(bucket.Name, version.Key);
        var target = client.Dice.OneIn(2) ? source : KeySpace.RandomPlace(client.Dice);
        var id = version.Record.Version;
        return client.AttemptAsync(
            source,
            null,
            async invokedAt =>
            {
                var objects = client.Engine.Objects;
                await using var opened = await objects.OpenAsync(bucket, source.Key!, id, CancellationToken.None);
                var seen = new ReadVersionStep(id.ToString(), ObjectState.Of(opened?.Record));
                client.World.History.Answered(source, client.Name, invokedAt, seen);
                if (opened is not null)
                {
                    await CopyOperation.WriteAsync(client, opened, source, target);
                }
            }
        );
    }
}
