namespace Ossa.Storage;

/// <summary>
/// Ordered rows of bytes, grouped into partitions. Everything atomic happens within one partition: that is what
/// every engine can promise, a distributed one included.
/// </summary>
/// <remarks>
/// Keys are compared as unsigned bytes. A batch that was answered survives a power loss; a reader sees all of a
/// batch or nothing of it. The arrays of a batch belong to the store from then on. Those that a store hands out it may
/// hand out to others, too, so that nobody changes them. Reads go into the <see cref="ReadSet"/> of whoever reads, all of them or none. <see cref="StorageLimits"/> says how large things may be.
/// </remarks>
public interface IMetadataStore : IAsyncDisposable
{
    /// <summary>The value of a row, or null when there is none.</summary>
    ValueTask<byte[]?> GetAsync(
        PartitionId partition,
        RowFamily family,
        ReadOnlyMemory<byte> key,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// At most <paramref name="limit"/> rows of a range in key order, as one consistent view. Fewer rows than the limit mean
    /// that the range is exhausted.
    /// </summary>
    ValueTask<IReadOnlyList<Row>> ScanAsync(
        PartitionId partition,
        RowFamily family,
        KeyRange range,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Applies all of a batch durably if every guard holds, or nothing of it. False means that a guard did not hold (or,
    /// in a distributed engine, may not have held): read again and decide again.
    /// </summary>
    ValueTask<bool> ApplyAsync(PartitionId partition, WriteBatch batch, CancellationToken cancellationToken);
}
