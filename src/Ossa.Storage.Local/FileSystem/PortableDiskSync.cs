using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.FileSystem;

/// <summary>What every platform offers: .NET's own flush, which on macOS empties the drive's cache too.</summary>
internal sealed class PortableDiskSync : IDiskSync
{
    public void SyncFile(SafeFileHandle file) => RandomAccess.FlushToDisk(file);

    public void SyncDirectory(string path)
    {
        // Windows keeps names durable with the file itself and cannot sync a directory.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var directory = LibC.OpenDirectory(path);
        RandomAccess.FlushToDisk(directory);
    }
}
