using Ossa.Engine.Versions;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Lists the versions of a bucket, in pages of any size.</summary>
internal sealed class ListVersionsOperation : OperationKind
{
    public override int Weight => 4;

    public override Task RunAsync(Client client)
    {
        var name = client.Dice.OneIn(4) ? KeySpace.Fragile : KeySpace.Stable;
        return client.AttemptAsync(
            new Place(name, null),
            null,
            async _ =>
            {
                if (await client.FindBucketAsync(name) is not { } bucket)
                {
                    return;
                }

                for (var query = new VersionQuery("", "", "", null, 1); query is not null; )
                {
                    query = query with { Limit = client.Dice.Between(1, 8) };
                    var page = await ListedVersions.ReadPageAsync(client, bucket, query);
                    query = page.NextKey is { } next
                        ? query with
                        {
                            AfterKey = next,
                            AfterVersion = page.NextVersion,
                        }
                        : null;
                }
            }
        );
    }
}
