using Ossa.Storage.Local.Directories;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Backups;

/// <summary>
/// A directory that is being filled. A file in it says so until it is complete, for whoever finds it after a crash; where filling it
/// fails nothing of it is left.
/// </summary>
/// <param name="path">The directory.</param>
/// <param name="unfinished">The file that says that it is not complete.</param>
internal sealed class NewDirectory(string path, string unfinished, IDiskSync sync)
{
    /// <summary>Makes the directory and fills it.</summary>
    /// <param name="fill">Writes everything, and last of all the file that marks it as complete.</param>
    public T Fill<T>(Func<T> fill)
    {
        var existed = Directory.Exists(path);
        try
        {
            DataDirectory.CreateWithParents(path, sync);
            DurableFile.Write(unfinished, [], sync);
            var result = fill();
            File.Delete(unfinished);
            sync.SyncDirectory(path);
            return result;
        }
        catch (Exception error)
        {
            Remove(existed, error);
            if (
                error is IOException full and not DataDirectoryException
                && (full is StoreFullException || DiskFull.Caused(full))
            )
            {
                throw new DataDirectoryException(
                    $"The disk is full: {full.Message} Nothing is left of {path}. Free space, or choose another disk.",
                    full
                );
            }

            throw;
        }
    }

    /// <summary>Removes what was written; the directory too, unless it was there before, perhaps as a mounted disk.</summary>
    private void Remove(bool existed, Exception cause)
    {
        try
        {
            if (!Directory.Exists(path))
            {
                return;
            }

            foreach (var entry in Directory.GetFileSystemEntries(path))
            {
                if (Directory.Exists(entry))
                {
                    Directory.Delete(entry, recursive: true);
                }
                else if (entry != unfinished)
                {
                    File.Delete(entry);
                }
            }

            // Last, so that what a crash leaves of this is not taken for more than it is.
            File.Delete(unfinished);
            if (!existed)
            {
                Directory.Delete(path);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataDirectoryException(
                $"{cause.Message} What was written to {path} cannot be removed: {error.Message}",
                cause
            );
        }
    }
}
