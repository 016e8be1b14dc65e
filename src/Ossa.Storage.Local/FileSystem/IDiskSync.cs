using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.FileSystem;

/// <summary>Brings what was written to the disk itself. A failure throws <see cref="IOException"/>.</summary>
internal interface IDiskSync
{
    /// <summary>Returns once a file's content, and what is needed to read it back, is on the disk.</summary>
    void SyncFile(SafeFileHandle file);

    /// <summary>Returns once the names in a directory are on the disk.</summary>
    void SyncDirectory(string path);
}
