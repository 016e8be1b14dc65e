using System.Globalization;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Appends to an object where it ends, or where it does not, while others append too.</summary>
internal sealed class AppendOperation : OperationKind
{
    private const int MostBytes = 100_000;
    private const int LongestObject = 1 << 20;

    public override int Weight => 16;

    public override async Task RunAsync(Client client)
    {
        var place = KeySpace.RandomPlace(client.Dice);
        for (var times = client.Dice.Between(1, 3); times > 0; times--)
        {
            await AppendAsync(client, place);
        }
    }

    private static async Task AppendAsync(Client client, Place place)
    {
        long? end = null;
        await client.AttemptAsync(
            place,
            null,
            async bucket =>
            {
                var found = await client.Engine.Objects.FindAsync(bucket, place.Key!, null, CancellationToken.None);
                end = found is null or { Type: ObjectType.Appendable } ? found?.Size ?? 0 : 0;
                return ReadStep.Of(found);
            }
        );
        if (end is not { } known || known > LongestObject)
        {
            return;
        }

        var position = client.Dice.OneIn(6) ? client.Dice.Below(1_000) : known;
        var content = Content.Random(client.Dice, MostBytes);
        var version = client.World.NewVersion();
        client.World.Bodies.AddAppend(place, position, version, content);
        AppendStep Step(string? id, ObjectState? left) =>
            new(position, version, content.Length, content.Crc64, id, left);
        await client.WriteAsync(
            place,
            client.World.Unanswered(id => Step(id, null)),
            async bucket =>
            {
                try
                {
                    var record = await AppendAsync(client, bucket, place, position, version, content);
                    client.World.ContentOf(place, record);
                    return (Step(record.Version.ToString(), ObjectState.Of(record)), null);
                }
                catch (OssException refused) when (refused.Error == OssErrors.PositionNotEqualToLength)
                {
                    var next = refused.Headers.Single(header => header.Key == OssHeaders.NextAppendPosition).Value;
                    return (new AppendRefusedStep(long.Parse(next, CultureInfo.InvariantCulture)), null);
                }
                catch (OssException refused) when (refused.Error == OssErrors.ObjectNotAppendable)
                {
                    return (new AppendRefusedStep(null), null);
                }
            }
        );
    }

    private static ValueTask<ObjectRecord> AppendAsync(
        Client client,
        Bucket bucket,
        Place place,
        long position,
        long version,
        Content content
    ) =>
        client.Engine.Appender.AppendAsync(
            bucket,
            place.Key!,
            position,
            Bodies.New(version),
            Bodies.Send(content, client.Dice),
            CancellationToken.None
        );
}
