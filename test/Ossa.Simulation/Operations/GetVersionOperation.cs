using Ossa.Engine.Buckets;
using Ossa.Engine.Versions;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Lists versions and reads one of them whole.</summary>
internal sealed class GetVersionOperation : VersionsOperation
{
    public override int Weight => 6;

    protected override Task ActAsync(Client client, Bucket bucket, ListedVersion version)
    {
        var place = new Place(bucket.Name, version.Key);
        var id = version.Record.Version;
        return client.AttemptAsync(
            place,
            null,
            async now =>
            {
                var objects = client.Engine.Objects;
                await using var opened = await objects.OpenAsync(bucket, place.Key!, id, CancellationToken.None);
                var seen = new ReadVersionStep(id.ToString(), ObjectState.Of(opened?.Record));
                client.World.History.Answered(place, client.Name, now, seen);
                if (opened is not null)
                {
                    var content = client.World.ContentOf(place, opened.Record);
                    await Bodies.CheckAsync(opened, content, 0, content.Length, client.Dice);
                }
            }
        );
    }
}
