namespace Ossa.Storage.Checking;

/// <summary>The rules of batches that some engine may not check but another one relies on.</summary>
internal static class BatchRules
{
    public static void Check(WriteBatch batch)
    {
        Require(batch.Changes.Count <= StorageLimits.MaxBatchChanges, $"A batch has {batch.Changes.Count} changes.");
        foreach (var change in batch.Changes)
        {
            CheckKey(change.Key);
            Require(
                change.Family != RowFamily.Record || change.Value.Length <= StorageLimits.MaxRecordBytes,
                $"A record row of {change.Value.Length} bytes is too large."
            );
        }
        foreach (var guard in batch.Guards)
        {
            CheckKey(guard.Key);
        }

        CheckEachOnce(batch.Changes.Select(change => (change.Family, Convert.ToHexString(change.Key))), "changes");
        CheckEachOnce(batch.Guards.Select(guard => (RowFamily.Record, Convert.ToHexString(guard.Key))), "guards");
    }

    public static void CheckKey(ReadOnlyMemory<byte> key) =>
        Require(
            key.Length is >= 1 and <= StorageLimits.MaxKeyBytes,
            $"A key of {key.Length} bytes is outside 1 to {StorageLimits.MaxKeyBytes}."
        );

    public static void CheckPartition(PartitionId partition) =>
        Require(StorageLimits.IsPartitionName(partition.Name), $"'{partition.Name}' is no name for a partition.");

    public static void CheckScan(KeyRange range, int limit)
    {
        Require(limit is >= 1 and <= StorageLimits.MaxScanRows, $"A scan cannot ask for {limit} rows.");
        Require(range.From.Length <= StorageLimits.MaxKeyBytes + 1, "A scan starts at a key that cannot exist.");
    }

    private static void CheckEachOnce(IEnumerable<(RowFamily Family, string Key)> rows, string where)
    {
        var seen = new HashSet<(RowFamily, string)>();
        foreach (var row in rows)
        {
            Require(seen.Add(row), $"The {where} of a batch name row {row.Key} of family {row.Family} twice.");
        }
    }

    private static void Require(bool rule, string message)
    {
        if (!rule)
        {
            throw new ArgumentException(message);
        }
    }
}
