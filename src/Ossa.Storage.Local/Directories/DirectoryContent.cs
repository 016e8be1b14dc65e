using Ossa.Storage.Local.Blobs;

namespace Ossa.Storage.Local.Directories;

/// <summary>What a data directory holds, and whether some of it is gone: a part that is missing must not look like an empty store.</summary>
internal static class DirectoryContent
{
    /// <summary>Throws when a part of a complete directory is not there.</summary>
    public static void RequireComplete(DataDirectory directory)
    {
        var lost = File.Exists(Current(directory))
            ? BlobDirectories.PathsIn(directory.Blobs).FirstOrDefault(path => !Directory.Exists(path))
            : Current(directory);
        if (lost is not null)
        {
            throw new DataDirectoryException(
                $"The data directory {directory.Path} has lost a part of it: {lost} is missing. Mount the disk that holds it, restore the "
                    + "directory from a backup, or move what is left away to start anew."
            );
        }
    }

    /// <summary>Whether there are records or blobs.</summary>
    public static bool HasData(DataDirectory directory) =>
        File.Exists(Current(directory))
        || BlobDirectories
            .PathsIn(directory.Blobs)
            .Any(path => Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any());

    /// <summary>The file by which RocksDB finds everything else.</summary>
    private static string Current(DataDirectory directory) => Path.Combine(directory.Rows, "CURRENT");
}
