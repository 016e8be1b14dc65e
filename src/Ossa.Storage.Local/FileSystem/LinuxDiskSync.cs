using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.FileSystem;

/// <summary>Linux: fdatasync for files, fsync for directories, sync_file_range to begin early.</summary>
internal sealed class LinuxDiskSync : IDiskSync
{
    public void BeginSync(SafeFileHandle file, long offset, long length) =>
        // Some file systems cannot, and then everything is left to the sync.
        _ = LibC.SyncFileRange(file, offset, length, LibC.SyncFileRangeWrite);

    public void SyncFile(SafeFileHandle file)
    {
        // An interrupted call has synced nothing and lost no error, so it alone may be repeated.
        while (LibC.FDataSync(file) != 0)
        {
            if (Marshal.GetLastPInvokeError() != LibC.Interrupted)
            {
                throw LibC.LastError("Cannot sync a file");
            }
        }
    }

    public void SyncDirectory(string path)
    {
        using var directory = LibC.OpenDirectory(path);
        while (LibC.FSync(directory) != 0)
        {
            if (Marshal.GetLastPInvokeError() != LibC.Interrupted)
            {
                throw LibC.LastError($"Cannot sync the directory {path}");
            }
        }
    }
}
