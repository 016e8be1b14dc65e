namespace Ossa.Storage.Local.FileSystem;

/// <summary>
/// Keeps a reserve on the disk, because RocksDB cannot go on after a write that ran out of space. New data is refused while there is
/// still enough room for the records, and what releases space goes on for longer than what takes it.
/// </summary>
internal sealed class FreeSpace
{
    /// <summary>Below this a disk would hold little but the reserve.</summary>
    public const long SmallestDiskBytes = 192 << 20;

    // Room for one merge that moves bodies (32 MiB), with the log and the deletions that go on beside it.
    private const long ReserveBytes = 64 << 20;
    private const long LastReserveBytes = 16 << 20;

    private readonly Func<long> _availableBytes;
    private readonly Func<long> _promisedBytes;

    /// <param name="availableBytes">What the file system has left now.</param>
    /// <param name="promisedBytes">What accepted data will still take of that.</param>
    public FreeSpace(Func<long> availableBytes, Func<long> promisedBytes)
    {
        _availableBytes = availableBytes;
        _promisedBytes = promisedBytes;
    }

    /// <summary>What is left beyond what accepted data will still take.</summary>
    public long UnpromisedBytes => _availableBytes() - _promisedBytes();

    /// <summary>Whether new data is refused, or soon will be.</summary>
    public bool IsShort => UnpromisedBytes < 2 * ReserveBytes;

    public static FreeSpace Of(DriveInfo drive, Func<long> promisedBytes) =>
        new(() => drive.AvailableFreeSpace, promisedBytes);

    /// <summary>The file system that a directory is on.</summary>
    public static DriveInfo DriveOf(string directory) =>
        new(OperatingSystem.IsWindows() ? Path.GetPathRoot(directory)! : directory);

    /// <summary>Throws when new data of this size would take from the reserve.</summary>
    public void RequireForData(long bytes) => Require(bytes, ReserveBytes);

    /// <summary>Throws when not even a small change that releases space has room.</summary>
    public void RequireForRelease(long bytes) => Require(bytes, LastReserveBytes);

    private void Require(long bytes, long reserve)
    {
        var left = UnpromisedBytes;
        if (left - bytes < reserve)
        {
            throw new StoreFullException(
                $"The disk is full: {left >> 20} MiB are left, of which {reserve >> 20} MiB are kept in reserve."
            );
        }
    }
}
