using Ossa.Engine.Buckets;
using Ossa.Engine.Versions;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Lists versions and deletes one of them for good, object or delete marker.</summary>
internal sealed class DeleteVersionOperation : VersionsOperation
{
    public override int Weight => 14;

    protected override Task ActAsync(Client client, Bucket bucket, ListedVersion version)
    {
        var place = new Place(bucket.Name, version.Key);
        var id = version.Record.Version;
        return client.AttemptAsync(
            place,
            new DeleteVersionStep(id.ToString(), null),
            async _ =>
            {
                var objects = client.Engine.Objects;
                var deleted = await objects.DeleteVersionAsync(bucket, place.Key!, id, CancellationToken.None);
                return new DeleteVersionStep(id.ToString(), deleted is not null);
            }
        );
    }
}
