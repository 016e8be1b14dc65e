using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Directories;

/// <summary>A data directory that is there, complete, ours to write and held by this process.</summary>
internal sealed class DataDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryLock _lock;

    private DataDirectory(string path, DirectoryLock held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    /// <summary>Where RocksDB keeps the rows.</summary>
    public string Rows => System.IO.Path.Combine(Path, "rows");

    /// <summary>Where the blob files are.</summary>
    public string Blobs => System.IO.Path.Combine(Path, "blobs");

    /// <exception cref="DataDirectoryException">The directory cannot be used.</exception>
    public static DataDirectory Open(string path, IDiskSync sync)
    {
        path = System.IO.Path.GetFullPath(path);
        if (File.Exists(path))
        {
            throw new DataDirectoryException($"{path} is a file. Choose a directory for the data.");
        }

        try
        {
            CreateWithParents(path, sync);
            var directory = new DataDirectory(path, DirectoryLock.Take(path));
            directory.PrepareOrRelease(sync);
            return directory;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new DataDirectoryException(
                $"The data directory {path} cannot be written. Give this user the right to it, or choose another one.",
                error
            );
        }
        catch (IOException error) when (DiskFull.Caused(error))
        {
            throw new DataDirectoryException(
                $"The disk of the data directory {path} is full. Free a few MiB, and start again.",
                error
            );
        }
        catch (IOException error) when (error is not DataDirectoryException)
        {
            throw new DataDirectoryException(
                $"The data directory {path} cannot be used: {error.Message} Choose another one, or repair the disk.",
                error
            );
        }
    }

    /// <summary>Creates a directory that only this user may enter, unless it exists.</summary>
    public static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static void CreateWithParents(string path, IDiskSync sync)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = System.IO.Path.GetDirectoryName(path);
        if (parent is not null)
        {
            CreateWithParents(parent, sync);
        }

        CreatePrivate(path);
        if (parent is not null)
        {
            sync.SyncDirectory(parent);
        }
    }

    private void PrepareOrRelease(IDiskSync sync)
    {
        try
        {
            Prepare(sync);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private void Prepare(IDiskSync sync)
    {
        if (FormatFile.Exists(Path))
        {
            FormatFile.Check(Path);
            // Whoever wrote it may have been killed before it was on the disk, and nothing else here syncs this directory.
            sync.SyncDirectory(Path);
            return;
        }
        if (File.Exists(System.IO.Path.Combine(Rows, "CURRENT")))
        {
            throw new DataDirectoryException(
                $"The data directory {Path} holds data but its file format is missing. Restore the directory from a backup."
            );
        }

        CreatePrivate(Rows);
        CreatePrivate(Blobs);
        for (var number = 0; number < 256; number++)
        {
            CreatePrivate(System.IO.Path.Combine(Blobs, number.ToString("x2")));
        }

        sync.SyncDirectory(Blobs);
        // Both are on the disk before the file that says so, whatever order the file system gives to names.
        sync.SyncDirectory(Path);
        FormatFile.Write(Path, sync);
    }
}
