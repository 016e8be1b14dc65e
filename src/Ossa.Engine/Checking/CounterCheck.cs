using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Compares a bucket's counters with a full count.</summary>
/// <remarks>
/// One scan is one consistent view, so that a bucket that fits into one is compared exactly while it changes. A larger one is counted
/// again until it agrees with itself: the same counters before and after, and twice the same difference.
/// </remarks>
internal sealed class CounterCheck(CheckRun run)
{
    private const int MaxTries = 5;

    /// <summary>
    /// Gives the name of a row that cannot be read, which keeps the counters from being compared at all; null when there is none.
    /// </summary>
    public async ValueTask<byte[]?> CheckAsync(CheckedPartition partition, CancellationToken cancellationToken)
    {
        Census? before = null;
        for (var i = 0; i < MaxTries; i++)
        {
            var (census, isOneView) = await CountAsync(partition.Id, cancellationToken);
            if (census.Unreadable is { } unreadable)
            {
                return unreadable;
            }

            if (census.Differences().Count == 0)
            {
                return null;
            }

            if (isOneView || (before is not null && Agree(before, census)))
            {
                await ReportAsync(partition, census, cancellationToken);
                return null;
            }

            before = census;
        }

        run.CountUnsettled();
        return null;
    }

    private async ValueTask<(Census Census, bool IsOneView)> CountAsync(
        PartitionId partition,
        CancellationToken cancellationToken
    )
    {
        var census = new Census();
        var count = 0;
        const int page = StorageLimits.MaxScanRows;
        await foreach (var row in run.ScanAsync(partition, RowFamily.Record, Census.Range, page, cancellationToken))
        {
            census.Add(row);
            count++;
        }

        return (census, count < page);
    }

    private static bool Agree(Census first, Census second) =>
        first.Differences().SequenceEqual(second.Differences())
        && first.Stored.Count == second.Stored.Count
        && first.Stored.All(entry =>
            second.Stored.TryGetValue(entry.Key, out var row) && row.AsSpan().SequenceEqual(entry.Value)
        );

    private async ValueTask ReportAsync(CheckedPartition partition, Census census, CancellationToken cancellationToken)
    {
        var repaired = run.Options.Repair && await RepairAsync(partition.Id, census, cancellationToken);
        foreach (var (name, stored, counted) in census.Differences())
        {
            var what = stored is null ? "is no number" : $"says {stored}";
            var detail = $"the counter {name} {what}, and there are {counted}";
            var finding = new Finding(FindingKind.WrongCounter, detail) { Repaired = repaired };
            await run.ReportAsync(partition, finding, cancellationToken);
        }
    }

    /// <summary>Writes what was counted, if no counter has changed since: then nothing has that they count.</summary>
    private async ValueTask<bool> RepairAsync(PartitionId partition, Census census, CancellationToken cancellationToken)
    {
        var batch = new WriteBatch();
        foreach (var (name, row) in census.Stored)
        {
            batch.Require(RowKeys.Counter(name), row);
        }

        foreach (var (name, _, counted) in census.Differences())
        {
            batch.Put(RowFamily.Record, RowKeys.Counter(name), CounterValue.Write(counted));
            if (!census.Stored.ContainsKey(name))
            {
                batch.Require(RowKeys.Counter(name), null);
            }
        }

        while (!await run.Metadata.ApplyAsync(partition, batch, cancellationToken))
        {
            foreach (var guard in batch.Guards)
            {
                var present = await run.GetAsync(partition, guard.Key, cancellationToken);
                if (!guard.Holds(present, present is not null))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
