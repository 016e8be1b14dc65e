using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Tests.Storage.Local;

/// <summary>A disk that fails for good after so many syncs, as if the process had ended there.</summary>
internal sealed class DyingDisk(int syncs) : IDiskSync
{
    private int _left = syncs;

    public void SyncFile(SafeFileHandle file) => Sync();

    public void SyncDirectory(string path) => Sync();

    private void Sync()
    {
        if (_left-- <= 0)
        {
            throw new IOException("The disk is gone.");
        }
    }
}
