using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.FileSystem;

/// <summary>The lock that .NET has on each file that is open, by which other programs of .NET may be refused.</summary>
internal static class FileLock
{
    /// <summary>Gives it up, so that a file may stay open though nobody is using it; false where that cannot be.</summary>
    public static bool TryRelease(SafeFileHandle file) =>
        OperatingSystem.IsLinux() && LibC.FLock(file, LibC.LockRelease) == 0;
}
