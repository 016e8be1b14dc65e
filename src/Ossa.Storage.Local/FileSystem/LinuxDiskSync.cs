using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.FileSystem;

/// <summary>Linux: fdatasync for files, fsync for directories.</summary>
internal sealed class LinuxDiskSync : IDiskSync
{
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
