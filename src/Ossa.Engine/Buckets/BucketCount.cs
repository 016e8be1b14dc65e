using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Buckets;

/// <summary>
/// How many buckets an account has. Every creation and deletion changes the row and is guarded on it, so that no two of them pass the limit
/// side by side. That of a further account is there from its creation to its deletion, so no bucket comes to be of an account that is gone.
/// </summary>
/// <param name="Key">The row's key.</param>
/// <param name="Row">The row as it was read, or null where there is none.</param>
/// <param name="Value">The number.</param>
internal readonly record struct BucketCount(byte[] Key, byte[]? Row, long Value)
{
    /// <summary>Whether the account may own buckets.</summary>
    public bool IsOfAccount => Row is not null || Key == RowKeys.BucketCount;

    /// <summary>The row of an account.</summary>
    public static byte[] KeyOf(string account, string rootAccount) =>
        account == rootAccount ? RowKeys.BucketCount : RowKeys.BucketCountOf(account);

    public static async ValueTask<BucketCount> ReadAsync(
        IMetadataStore metadata,
        byte[] key,
        CancellationToken cancellationToken
    )
    {
        var row = await metadata.GetAsync(RowKeys.Control, RowFamily.Record, key, cancellationToken);
        if (row is not null || key != RowKeys.BucketCount)
        {
            return new BucketCount(key, row, row is null ? 0 : CounterValue.Read(row));
        }

        // A store from before there was a row, and so from before there were further accounts, is counted once. The guard on the missing
        // row holds only if no bucket has come or gone meanwhile.
        var buckets = await metadata.ScanAsync(
            RowKeys.Control,
            RowFamily.Record,
            KeyRange.Prefix(RowKeys.BucketPrefix),
            StorageLimits.MaxScanRows,
            cancellationToken
        );
        return new BucketCount(key, null, buckets.Count);
    }

    /// <summary>Adds to a batch that the number changes from what was read.</summary>
    public WriteBatch Change(WriteBatch batch, int delta) =>
        batch.Require(Key, Row).Put(RowFamily.Record, Key, CounterValue.Write(Value + delta));
}
