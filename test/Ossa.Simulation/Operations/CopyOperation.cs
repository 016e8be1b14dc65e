using Ossa.Engine.Objects;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>
/// Copies an object to another key, another bucket or onto itself. To the model it is two operations: a reading of the source, and a write of what was
/// read.
/// </summary>
internal sealed class CopyOperation : OperationKind
{
    public override int Weight => 10;

    public override Task RunAsync(Client client)
    {
        var source = KeySpace.RandomPlace(client.Dice);
        var target = KeySpace.RandomPlace(client.Dice);
        return client.AttemptAsync(
            source,
            null,
            async invokedAt =>
            {
                if (await client.FindBucketAsync(source.Bucket) is not { } bucket)
                {
                    return;
                }

                await using var opened = await client.Engine.Objects.OpenAsync(
                    bucket,
                    source.Key!,
                    null,
                    CancellationToken.None
                );
                client.World.History.Answered(source, client.Name, invokedAt, ReadStep.Of(opened?.Record));
                if (opened is not null)
                {
                    await WriteAsync(client, opened, source, target);
                }
            }
        );
    }

    /// <summary>Writes a copy of what was opened and noted as read.</summary>
    public static Task WriteAsync(Client client, OpenObject opened, Place source, Place target)
    {
        var content = client.World.ContentOf(source, opened.Record);
        var version = client.World.NewVersion(content, opened.Record.ETag);
        var written = ObjectState.Written(version, content);
        return client.WriteAsync(
            target,
            client.World.Unanswered(id => new WriteStep(written, id)),
            async bucket =>
            {
                var copy = client.Engine.Objects.CopyAsync(
                    opened,
                    bucket,
                    target.Key!,
                    Bodies.New(version),
                    CancellationToken.None
                );
                var record = await copy;
                client.World.ContentOf(target, record);
                return (new WriteStep(written, record.Version.ToString()), record);
            }
        );
    }
}
