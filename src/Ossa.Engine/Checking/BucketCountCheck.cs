using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>
/// Compares the number of buckets that is noted with those that there are. Both are seen in one scan, since they change in one batch. A
/// store from before the number was noted has none, until its next bucket comes or goes.
/// </summary>
internal sealed class BucketCountCheck(CheckRun run)
{
    /// <summary>From the buckets to the number of them.</summary>
    private static readonly KeyRange Range = new(RowKeys.BucketPrefix, KeyRange.After(RowKeys.BucketCount));

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        const int page = StorageLimits.MaxScanRows;
        var rows = await run.Metadata.ScanAsync(RowKeys.Control, RowFamily.Record, Range, page, cancellationToken);
        var noted = rows.FirstOrDefault(row => row.Key.AsSpan().SequenceEqual(RowKeys.BucketCount)).Value;
        long there = rows.Count(row => row.Key.AsSpan().StartsWith(RowKeys.BucketPrefix));
        if (noted is null || CounterValue.Write(there).AsSpan().SequenceEqual(noted))
        {
            return;
        }

        var what = noted.Length == CounterValue.Length ? $"says {CounterValue.Read(noted)}" : "is no number";
        var finding = new Finding(FindingKind.WrongCounter, $"the counter of buckets {what}, and there are {there}")
        {
            Repaired = run.Options.Repair && await RepairAsync(noted, there, cancellationToken),
        };
        await run.ReportAsync(finding, cancellationToken);
    }

    /// <summary>Notes the number that there is, unless a bucket has come or gone since.</summary>
    private async ValueTask<bool> RepairAsync(byte[] noted, long there, CancellationToken cancellationToken)
    {
        var batch = new WriteBatch()
            .Require(RowKeys.BucketCount, noted)
            .Put(RowFamily.Record, RowKeys.BucketCount, CounterValue.Write(there));
        while (!await run.Metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken))
        {
            if (!await run.IsUnchangedAsync(RowKeys.Control, new Row(RowKeys.BucketCount, noted), cancellationToken))
            {
                return false;
            }
        }

        return true;
    }
}
