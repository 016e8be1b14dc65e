using Ossa.Engine.Buckets;
using Ossa.Engine.Versions;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Lists all versions, and does something with one of them, which may be gone by then.</summary>
internal abstract class VersionsOperation : OperationKind
{
    public sealed override async Task RunAsync(Client client)
    {
        var name = client.Dice.OneIn(3) ? KeySpace.Fragile : KeySpace.Stable;
        (Bucket Bucket, ListedVersion Version)? chosen = null;
        await client.AttemptAsync(
            new Place(name, null),
            null,
            async _ =>
            {
                if (
                    await client.FindBucketAsync(name) is { } bucket
                    && await ListedVersions.ReadAsync(client, bucket) is { Count: > 0 } versions
                )
                {
                    chosen = (bucket, client.Dice.Pick(versions));
                }
            }
        );
        if (chosen is var (found, version))
        {
            await ActAsync(client, found, version);
        }
    }

    protected abstract Task ActAsync(Client client, Bucket bucket, ListedVersion version);
}
