using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Buckets;

/// <summary>
/// How many buckets there are. Every creation and deletion changes the row and is guarded on it, so that no two of them pass the limit
/// side by side.
/// </summary>
/// <param name="Row">The row as it was read, or null in a store that was made before there was one.</param>
/// <param name="Value">The number.</param>
internal readonly record struct BucketCount(byte[]? Row, long Value)
{
    public static async ValueTask<BucketCount> ReadAsync(IMetadataStore metadata, CancellationToken cancellationToken)
    {
        var row = await metadata.GetAsync(RowKeys.Control, RowFamily.Record, RowKeys.BucketCount, cancellationToken);
        if (row is not null)
        {
            return new BucketCount(row, CounterValue.Read(row));
        }

        // Counted once. The guard on the missing row holds only if no bucket has come or gone meanwhile.
        var buckets = await metadata.ScanAsync(
            RowKeys.Control,
            RowFamily.Record,
            KeyRange.Prefix(RowKeys.BucketPrefix),
            StorageLimits.MaxScanRows,
            cancellationToken
        );
        return new BucketCount(null, buckets.Count);
    }

    /// <summary>Adds to a batch that the number changes from what was read.</summary>
    public WriteBatch Change(WriteBatch batch, int delta) =>
        batch
            .Require(RowKeys.BucketCount, Row)
            .Put(RowFamily.Record, RowKeys.BucketCount, CounterValue.Write(Value + delta));
}
