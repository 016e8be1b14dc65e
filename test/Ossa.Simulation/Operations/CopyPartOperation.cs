using Ossa.Engine.Objects;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>
/// Makes an object, or a range of it, a part of an upload. To the model it is a reading of the object and a write of the part.
/// </summary>
internal sealed class CopyPartOperation : OperationKind
{
    public override int Weight => 6;

    public override async Task RunAsync(Client client)
    {
        if (client.PickUpload() is not { } upload)
        {
            return;
        }

        var source = KeySpace.RandomPlace(client.Dice);
        await client.AttemptAsync(
            source,
            null,
            async invokedAt =>
            {
                if (await client.FindBucketAsync(source.Bucket) is not { } bucket)
                {
                    return;
                }

                var objects = client.Engine.Objects;
                await using var opened = await objects.OpenAsync(bucket, source.Key!, null, CancellationToken.None);
                client.World.History.Answered(source, client.Name, invokedAt, ReadStep.Of(opened?.Record));
                if (opened is not null)
                {
                    await WriteAsync(client, opened, source, upload);
                }
            }
        );
    }

    private static Task WriteAsync(Client client, OpenObject opened, Place source, BegunUpload upload)
    {
        var whole = client.World.ContentOf(source, opened.Record);
        var offset = client.Dice.OneIn(2) ? 0 : client.Dice.Between(0, whole.Length);
        var length = client.Dice.OneIn(2) ? whole.Length - offset : client.Dice.Between(0, whole.Length - offset);
        return PutPartOperation.WriteAsync(
            client,
            upload,
            whole.Slice(offset, length),
            opened.Body.ReadRange(offset, length)
        );
    }
}
