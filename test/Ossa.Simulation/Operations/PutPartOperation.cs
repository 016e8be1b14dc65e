using Ossa.Engine;
using Ossa.Engine.Bodies;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Writes parts of an upload, in any order; one that is there is replaced. Others may write them, too, or end the upload.</summary>
internal sealed class PutPartOperation : OperationKind
{
    private const int Numbers = 3;

    public override int Weight => 16;

    public override async Task RunAsync(Client client)
    {
        if (client.PickUpload() is not { } upload)
        {
            return;
        }

        for (var times = client.Dice.Between(1, 3); times > 0; times--)
        {
            await PutAsync(client, upload);
        }
    }

    private static Task PutAsync(Client client, BegunUpload upload)
    {
        // A part that is too small makes an object only as the last one.
        var content = client.Dice.OneIn(6)
            ? Content.Random(client.Dice, 70_000)
            : Content.OfLength(Limits.MinPartBytes + client.Dice.Below(10_000), client.Dice);
        return WriteAsync(client, upload, content, Bodies.Send(content, client.Dice));
    }

    /// <summary>Writes a part of any number from a body that arrives.</summary>
    public static Task WriteAsync(Client client, BegunUpload upload, Content content, ReadBody body)
    {
        var number = client.Dice.Between(1, Numbers);
        client.World.Bodies.AddPart(upload.Version, number, content);
        var step = new PutPartStep(number, ObjectState.Written(upload.Version, content));
        return client.AttemptAsync(
            upload.Place,
            step,
            async bucket =>
            {
                var part = await client.Engine.Uploads.PutPartAsync(
                    bucket,
                    upload.Record!,
                    number,
                    null,
                    content.Crc64,
                    body,
                    CancellationToken.None
                );
                return part is null ? new ReadStep(null) : step;
            }
        );
    }
}
