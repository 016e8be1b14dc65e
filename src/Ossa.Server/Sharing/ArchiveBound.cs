using Ossa.Protocol.Errors;
using Ossa.Server.Zip;

namespace Ossa.Server.Sharing;

/// <summary>
/// Bounds what an archive costs the server besides its content: of each file that lies in one folder with the last a hash of its name is in memory,
/// and of every file its line of the directory waits on disk until the end.
/// </summary>
/// <param name="maxFiles">The most files.</param>
/// <param name="maxDirectoryBytes">The most bytes of their directory.</param>
internal sealed class ArchiveBound(
    int maxFiles = ArchiveBound.MaxFiles,
    long maxDirectoryBytes = ArchiveBound.MaxDirectoryBytes
)
{
    /// <summary>The most files of one archive.</summary>
    public const int MaxFiles = 4_000_000;

    /// <summary>The most bytes of the directory of one archive.</summary>
    public const long MaxDirectoryBytes = 1024 * 1024 * 1024;

    private int _files;
    private long _directoryBytes;

    /// <summary>Counts one more file under its name in the archive.</summary>
    /// <exception cref="OssException">There are too many, or their names are too long together.</exception>
    public void Count(string name)
    {
        _directoryBytes += ZipRecords.MaxDirectoryHeaderBytes(name);
        if (++_files > maxFiles || _directoryBytes > maxDirectoryBytes)
        {
            throw new OssException(LinkErrors.FolderTooLarge);
        }
    }
}
