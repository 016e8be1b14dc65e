using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Reads a whole object. What counts is the object at the opening, however long the reading takes.</summary>
internal sealed class GetOperation : OperationKind
{
    public override int Weight => 20;

    public override Task RunAsync(Client client)
    {
        var place = KeySpace.RandomPlace(client.Dice);
        return client.AttemptAsync(
            place,
            null,
            async invokedAt =>
            {
                if (await client.FindBucketAsync(place.Bucket) is not { } bucket)
                {
                    return;
                }

                await using var opened = await client.Engine.Objects.OpenAsync(
                    bucket,
                    place.Key!,
                    null,
                    CancellationToken.None
                );
                var seen = ReadStep.Of(opened?.Record);
                client.World.History.Answered(place, client.Name, invokedAt, seen);
                if (opened is not null)
                {
                    var content = client.World.ContentOf(place, opened.Record);
                    await Bodies.CheckAsync(opened, content, 0, content.Length, client.Dice);
                }
            }
        );
    }
}
