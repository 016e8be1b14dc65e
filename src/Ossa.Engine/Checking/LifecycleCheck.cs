using Ossa.Engine.Lifecycle;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Reads the lifecycle rules of a bucket. They can be made again by nobody but who set them.</summary>
internal sealed class LifecycleCheck(CheckRun run)
{
    public async ValueTask CheckAsync(CheckedPartition partition, CancellationToken cancellationToken)
    {
        var rows = await LifecycleRows.ReadAsync(run.Metadata, partition.Incarnation, cancellationToken);
        if (Readable.TryDecode(() => LifecycleCodec.Decode(rows.Select(row => row.Value)), out var why) is not null)
        {
            return;
        }

        await run.ReportAsync(
            new Finding(FindingKind.UnreadableRow, $"the lifecycle rules cannot be read: {why}")
            {
                Bucket = partition.Bucket,
            },
            cancellationToken
        );
    }
}
