using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>The partitions of a store: those of its buckets, and those that were dropped and are not empty yet.</summary>
internal sealed class Partitions(CheckRun run)
{
    /// <summary>Buckets, and after them what was dropped.</summary>
    private static readonly KeyRange Range = new(RowKeys.BucketPrefix, KeyRange.After(RowKeys.DroppedPrefix));

    /// <summary>Whether every bucket's record could be read at the last reading.</summary>
    public bool AreAllReadable { get; private set; } = true;

    /// <summary>All partitions as they are now, seen at one moment.</summary>
    public async ValueTask<IReadOnlyList<CheckedPartition>> ReadAsync(CancellationToken cancellationToken)
    {
        AreAllReadable = true;
        var partitions = new List<CheckedPartition>();
        foreach (var row in await ScanAsync(cancellationToken))
        {
            if (row.Key.AsSpan().StartsWith(RowKeys.DroppedPrefix))
            {
                var incarnation = Encoding.UTF8.GetString(row.Key.AsSpan(RowKeys.DroppedPrefix.Length));
                partitions.Add(new CheckedPartition(new PartitionId("b." + incarnation), null));
            }
            else if (TryRead(row, out _) is { } bucket)
            {
                partitions.Add(new CheckedPartition(bucket.Partition, NameOf(row)));
            }
            else
            {
                AreAllReadable = false;
            }
        }

        return partitions;
    }

    /// <summary>Reports buckets whose records cannot be read. Nothing of them can be looked at.</summary>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await ScanAsync(cancellationToken))
        {
            if (row.Key.AsSpan().StartsWith(RowKeys.BucketPrefix) && TryRead(row, out var why) is null)
            {
                var finding = new Finding(FindingKind.UnreadableRow, $"the bucket's record cannot be read: {why}")
                {
                    Bucket = NameOf(row),
                };
                await run.ReportAsync(finding, cancellationToken);
            }
        }
    }

    private ValueTask<IReadOnlyList<Row>> ScanAsync(CancellationToken cancellationToken) =>
        run.Metadata.ScanAsync(RowKeys.Control, RowFamily.Record, Range, StorageLimits.MaxScanRows, cancellationToken);

    private static Bucket? TryRead(Row row, out string why)
    {
        var bucket = Readable.TryDecode(() => BucketCodec.Decode(row.Value), out why);
        if (bucket is not null && !StorageLimits.IsPartitionName(bucket.Partition.Name))
        {
            why = "it names no partition";
            return null;
        }

        return bucket;
    }

    private static string NameOf(Row row) => Encoding.UTF8.GetString(row.Key.AsSpan(RowKeys.BucketPrefix.Length));
}
