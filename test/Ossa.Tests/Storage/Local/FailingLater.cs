using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Tests.Storage.Local;

/// <summary>A disk that fails once it has synced so often, until it is given more.</summary>
internal sealed class FailingLater : IDiskSync
{
    public int Left { get; set; } = int.MaxValue;

    public void SyncFile(SafeFileHandle file) => Sync();

    public void SyncDirectory(string path) => Sync();

    private void Sync()
    {
        if (Left-- <= 0)
        {
            throw new IOException("The disk is gone.");
        }
    }
}
