using Ossa.Protocol.Errors;
using Ossa.Server.Zip;

namespace Ossa.Server.Sharing;

/// <summary>
/// Bounds what an archive costs the server besides its content: of each file that lies in one folder with the last a hash of its name is in memory,
/// and of every file its line of the directory waits on disk until the end.
/// </summary>
/// <param name="maxFiles">The most files.</param>
/// <param name="maxDirectoryBytes">The most bytes of their directory.</param>
/// <param name="maxMemoryBytes">The most bytes of memory for what their names must not be.</param>
internal sealed class ArchiveBound(
    int maxFiles = ArchiveBound.MaxFiles,
    long maxDirectoryBytes = ArchiveBound.MaxDirectoryBytes,
    long maxMemoryBytes = ArchiveBound.MaxMemoryBytes
)
{
    /// <summary>The most files of one archive.</summary>
    public const int MaxFiles = 4_000_000;

    /// <summary>The most bytes of the directory of one archive.</summary>
    public const long MaxDirectoryBytes = 1024 * 1024 * 1024;

    /// <summary>
    /// The most memory that the names of one archive take: enough for all its files in one folder, but not if most of them need a number besides.
    /// </summary>
    public const long MaxMemoryBytes = 128 * 1024 * 1024;

    private int _files;
    private long _directoryBytes;

    /// <summary>Counts one more file under its name in the archive.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="memoryBytes">How much memory the names take now.</param>
    /// <exception cref="OssException">There are too many, or their names are too long together.</exception>
    public void Count(string name, long memoryBytes)
    {
        _directoryBytes += ZipRecords.MaxDirectoryHeaderBytes(name);
        if (++_files > maxFiles || _directoryBytes > maxDirectoryBytes || memoryBytes > maxMemoryBytes)
        {
            throw new OssException(LinkErrors.FolderTooLarge);
        }
    }
}
