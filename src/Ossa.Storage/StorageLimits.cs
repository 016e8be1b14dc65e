namespace Ossa.Storage;

/// <summary>What every engine accepts. Whoever stays within these can move from one engine to another.</summary>
public static class StorageLimits
{
    /// <summary>The longest name of a partition, in characters.</summary>
    public const int MaxPartitionNameLength = 64;

    /// <summary>The longest key of a row, in bytes; the shortest is one byte.</summary>
    public const int MaxKeyBytes = 1_200;

    /// <summary>The largest row of the record family, in bytes.</summary>
    public const int MaxRecordBytes = 24 * 1024;

    /// <summary>The most rows that one scan may ask for; the fewest is one.</summary>
    public const int MaxScanRows = 10_000;

    /// <summary>The most changes of one batch.</summary>
    public const int MaxBatchChanges = 1_000;

    /// <summary>Whether a name is 1 to 64 printable ASCII characters.</summary>
    public static bool IsPartitionName(string? name) =>
        name is { Length: > 0 and <= MaxPartitionNameLength } && !name.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
