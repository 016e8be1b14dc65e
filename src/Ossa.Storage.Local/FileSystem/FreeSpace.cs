namespace Ossa.Storage.Local.FileSystem;

/// <summary>
/// Keeps a reserve on the disk, because RocksDB cannot go on after a write that ran out of space. New data is refused while there is
/// still enough room for the records, and what releases space goes on for longer than what takes it.
/// </summary>
internal sealed class FreeSpace
{
    private const long LargestReserveBytes = 64 << 20;
    private const int LargestReserveShare = 16;
    private const int LastReserveShare = 8;

    private readonly Func<long> _availableBytes;
    private readonly Func<long> _promisedBytes;
    private readonly long _reserveBytes;

    /// <param name="availableBytes">What the file system has left now.</param>
    /// <param name="promisedBytes">What accepted data will still take of that.</param>
    /// <param name="totalBytes">The size of the file system.</param>
    public FreeSpace(Func<long> availableBytes, Func<long> promisedBytes, long totalBytes)
    {
        _availableBytes = availableBytes;
        _promisedBytes = promisedBytes;
        _reserveBytes = Math.Min(LargestReserveBytes, totalBytes / LargestReserveShare);
    }

    public static FreeSpace Of(string directory, Func<long> promisedBytes)
    {
        var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(directory)! : directory);
        return new FreeSpace(() => drive.AvailableFreeSpace, promisedBytes, drive.TotalSize);
    }

    /// <summary>Throws when new data of this size would take from the reserve.</summary>
    public void RequireForData(long bytes) => Require(bytes, _reserveBytes);

    /// <summary>Throws when not even a small change that releases space has room.</summary>
    public void RequireForRelease(long bytes) => Require(bytes, _reserveBytes / LastReserveShare);

    private void Require(long bytes, long reserve)
    {
        var available = _availableBytes();
        reserve += _promisedBytes();
        if (available - bytes < reserve)
        {
            throw new StoreFullException(
                $"The disk is full: {available >> 20} MiB are left, of which {reserve >> 20} MiB are kept in reserve."
            );
        }
    }
}
