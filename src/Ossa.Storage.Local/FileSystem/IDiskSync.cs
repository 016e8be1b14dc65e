using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.FileSystem;

/// <summary>Brings what was written to the disk itself. A failure throws <see cref="IOException"/>.</summary>
internal interface IDiskSync
{
    /// <summary>
    /// Has the system begin to write a part of a file to the disk, so that <see cref="SyncFile"/> finds less left to do. It may wait for a disk that has much to do. Nothing is promised, and no
    /// failure is told: <see cref="SyncFile"/> tells.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="length">How many bytes it has.</param>
    void BeginSync(SafeFileHandle file, long offset, long length) { }

    /// <summary>
    /// Has what is written to a file from now on go to the disk past the page cache; false where this system or file system cannot. It is no promise that anything is on the disk.
    /// </summary>
    bool TryBypassCache(SafeFileHandle file) => false;

    /// <summary>
    /// Writes to such a file; memory, offset and length are multiples of <see cref="AlignedBuffer.Alignment"/>. EINVAL tells that the file system cannot after all.
    /// </summary>
    void WriteDirect(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) =>
        RandomAccess.Write(file, bytes, offset);

    /// <summary>Has what is written to a file from now on go by way of the page cache again.</summary>
    void UseCache(SafeFileHandle file) { }

    /// <summary>Returns once a file's content, and what is needed to read it back, is on the disk.</summary>
    void SyncFile(SafeFileHandle file);

    /// <summary>Returns once the names in a directory are on the disk.</summary>
    void SyncDirectory(string path);
}
