using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.FileSystem;

/// <summary>Linux: fdatasync for files, fsync for directories, sync_file_range to begin early, O_DIRECT past the page cache.</summary>
internal sealed class LinuxDiskSync : IDiskSync
{
    public void BeginSync(SafeFileHandle file, long offset, long length) =>
        // Some file systems cannot, and then everything is left to the sync.
        _ = LibC.SyncFileRange(file, offset, length, LibC.SyncFileRangeWrite);

    public bool TryBypassCache(SafeFileHandle file) => LibC.TrySetDirect(file, isDirect: true);

    public void UseCache(SafeFileHandle file)
    {
        if (!LibC.TrySetDirect(file, isDirect: false))
        {
            throw LibC.LastError("Cannot write to a file by way of the page cache");
        }
    }

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
