namespace Ossa.Storage.Local.FileSystem;

/// <summary>
/// Keeps a reserve on the disk, because RocksDB cannot go on after a write that ran out of space. New data is refused while there is
/// still enough room for the records, and what releases space goes on for longer than what takes it.
/// </summary>
internal sealed class FreeSpace
{
    /// <summary>Below this a disk would hold little but the reserve.</summary>
    public const long SmallestDiskBytes = 192 << 20;

    /// <summary>Room for one merge that moves bodies (32 MiB), with the log and the deletions that go on beside it.</summary>
    public const long ReserveBytes = 64 << 20;

    /// <summary>Room for the records of deletions, and for opening the store.</summary>
    public const long LastReserveBytes = 16 << 20;

    private readonly Func<long> _availableBytes;
    private readonly Func<long> _promisedBytes;
    private readonly Ballast? _ballast;

    /// <param name="availableBytes">What the file system has left now.</param>
    /// <param name="promisedBytes">What accepted data will still take of that.</param>
    /// <param name="ballast">What can be given up, so that deletions go on when other programs have filled the disk.</param>
    public FreeSpace(Func<long> availableBytes, Func<long> promisedBytes, Ballast? ballast = null)
    {
        _availableBytes = availableBytes;
        _promisedBytes = promisedBytes;
        _ballast = ballast;
    }

    /// <summary>What the file system has left now.</summary>
    public long AvailableBytes => _availableBytes();

    /// <summary>What accepted data will still take of that.</summary>
    public long PromisedBytes => _promisedBytes();

    /// <summary>What is left beyond what accepted data will still take.</summary>
    public long UnpromisedBytes => AvailableBytes - PromisedBytes;

    /// <summary>Whether the ballast is there to be given up.</summary>
    public bool HasBallast => _ballast?.IsHeld ?? false;

    /// <summary>Whether new data is refused, or soon will be.</summary>
    public bool IsShort => UnpromisedBytes < 2 * ReserveBytes;

    public static FreeSpace Of(DriveInfo drive, Func<long> promisedBytes, Ballast ballast) =>
        new(() => drive.AvailableFreeSpace, promisedBytes, ballast);

    /// <summary>The same, where accepted data will take this, too.</summary>
    public FreeSpace Promising(Func<long> bytes) => new(_availableBytes, () => _promisedBytes() + bytes(), _ballast);

    /// <summary>The file system that a directory is on.</summary>
    public static DriveInfo DriveOf(string directory) =>
        new(OperatingSystem.IsWindows() ? Path.GetPathRoot(directory)! : directory);

    /// <summary>Throws when new data of this size would take from the reserve.</summary>
    public void RequireForData(long bytes) => Measure().TakeForData(bytes);

    /// <summary>Throws when not even a small change that releases space has room.</summary>
    public void RequireForRelease(long bytes) => Measure().TakeForRelease(bytes);

    /// <summary>What is left now, for several that take of it: one look at the disk serves them all.</summary>
    public SpaceBudget Measure() => new(this);

    /// <summary>Gives the ballast up, and says whether there was any.</summary>
    public bool ReleaseBallast() => _ballast?.Release() ?? false;

    /// <summary>Sets the ballast aside again once there is room for more than that.</summary>
    public void RestoreBallast()
    {
        if (_ballast is not null && UnpromisedBytes >= (2 * ReserveBytes) + Ballast.Bytes)
        {
            _ballast.Take();
        }
    }
}
