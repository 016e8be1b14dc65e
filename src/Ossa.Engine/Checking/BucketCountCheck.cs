using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>
/// Compares the number of buckets that is noted of each account with those that there are. All are seen in one scan, since they change in one
/// batch. A store from before the number was noted has none, until its next bucket comes or goes.
/// </summary>
internal sealed class BucketCountCheck(CheckRun run)
{
    private static readonly byte[] OfFurtherAccounts = RowKeys.BucketCountOf("");

    /// <summary>From the buckets to the numbers of them.</summary>
    private static readonly KeyRange Range = new(RowKeys.BucketPrefix, KeyRange.Prefix(OfFurtherAccounts).To);

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        const int page = StorageLimits.MaxScanRows;
        var rows = await run.Metadata.ScanAsync(RowKeys.Control, RowFamily.Record, Range, page, cancellationToken);
        var noted = rows.Where(row => IsCount(row.Key)).ToList();
        var owners = rows.Where(row => row.Key.AsSpan().StartsWith(RowKeys.BucketPrefix)).Select(OwnerOf).ToList();
        // Whose a bucket is whose record cannot be read, nobody knows; that it cannot be read is reported anyway.
        if (noted.Count > 1 && owners.Contains(null))
        {
            return;
        }

        var further = noted.Select(row => AccountOf(row.Key)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var row in noted)
        {
            var account = AccountOf(row.Key);
            var there = owners.Count(owner =>
                account is null ? owner is null || !further.Contains(owner) : owner == account
            );
            await CompareAsync(row, account, there, cancellationToken);
        }
    }

    private async ValueTask CompareAsync(Row noted, string? account, long there, CancellationToken cancellationToken)
    {
        if (CounterValue.Write(there).AsSpan().SequenceEqual(noted.Value))
        {
            return;
        }

        var what =
            noted.Value.Length == CounterValue.Length ? $"says {CounterValue.Read(noted.Value)}" : "is no number";
        var whose = account is null ? "" : $" of the account {account}";
        var finding = new Finding(
            FindingKind.WrongCounter,
            $"the counter of buckets{whose} {what}, and there are {there}"
        )
        {
            Repaired = run.Options.Repair && await RepairAsync(noted, there, cancellationToken),
        };
        await run.ReportAsync(finding, cancellationToken);
    }

    /// <summary>Notes the number that there is, unless a bucket has come or gone since.</summary>
    private async ValueTask<bool> RepairAsync(Row noted, long there, CancellationToken cancellationToken)
    {
        var batch = new WriteBatch()
            .Require(noted.Key, noted.Value)
            .Put(RowFamily.Record, noted.Key, CounterValue.Write(there));
        while (!await run.Metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken))
        {
            if (!await run.IsUnchangedAsync(RowKeys.Control, noted, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsCount(byte[] key) =>
        key.AsSpan().SequenceEqual(RowKeys.BucketCount) || key.AsSpan().StartsWith(OfFurtherAccounts);

    /// <summary>The further account that a count is of, or null for the first one.</summary>
    private static string? AccountOf(byte[] count) =>
        count.Length > OfFurtherAccounts.Length
            ? Encoding.ASCII.GetString(count.AsSpan(OfFurtherAccounts.Length))
            : null;

    private static string? OwnerOf(Row bucket) =>
        Readable.TryDecode(() => BucketCodec.Decode(bucket.Value), out _)?.OwnerId;
}
