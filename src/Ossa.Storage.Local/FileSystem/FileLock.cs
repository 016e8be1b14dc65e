using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.FileSystem;

/// <summary>The lock that .NET has on each file that is open, by which other programs of .NET may be refused.</summary>
internal static class FileLock
{
    /// <summary>Gives it up, for a file that stays open though nobody is using it.</summary>
    public static void Release(SafeFileHandle file)
    {
        if (!OperatingSystem.IsWindows() && LibC.FLock(file, LibC.LockRelease) != 0)
        {
            throw LibC.LastError("Cannot unlock a file");
        }
    }
}
