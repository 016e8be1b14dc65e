using Ossa.Storage.Local.Backups;
using Ossa.Storage.Local.Blobs;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Directories;

/// <summary>A data directory that is there, complete, ours to write and held by this process.</summary>
internal sealed class DataDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryLock _lock;
    private readonly IDiskSync _sync;

    private DataDirectory(string path, DirectoryLock held, IDiskSync sync)
    {
        Path = path;
        _lock = held;
        _sync = sync;
    }

    public string Path { get; }

    /// <summary>The format that it was found with, or that of a new one.</summary>
    public int Format { get; private set; } = FormatFile.Newest;

    /// <summary>Where RocksDB keeps the rows.</summary>
    public string Rows => RowsIn(Path);

    /// <summary>Where the blob files are.</summary>
    public string Blobs => BlobsIn(Path);

    /// <summary>The keys of encrypted bodies.</summary>
    public string Keyring => System.IO.Path.Combine(Path, "keyring");

    /// <summary>Where a backup gathers what it takes. What a crash has left there is removed at the next opening.</summary>
    public string Staging => System.IO.Path.Combine(Path, "backing-up");

    /// <summary>Says that the directory is being made, until there is the format file.</summary>
    private string Unfinished => System.IO.Path.Combine(Path, "unfinished");

    public static string RowsIn(string path) => System.IO.Path.Combine(path, "rows");

    public static string BlobsIn(string path) => System.IO.Path.Combine(path, "blobs");

    /// <exception cref="DataDirectoryException">The directory cannot be used.</exception>
    public static DataDirectory Open(string path, IDiskSync sync)
    {
        path = System.IO.Path.GetFullPath(path);
        if (File.Exists(path))
        {
            throw new DataDirectoryException($"{path} is a file. Choose a directory for the data.");
        }

        BackupMark.RequireNone(path);
        try
        {
            CreateWithParents(path, sync);
            return Hold(path, sync);
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

    /// <summary>
    /// Marks a new directory as complete, once the database is in it. From then on whatever is missing has been lost, while before a
    /// crash may have come between any two steps.
    /// </summary>
    public void Complete()
    {
        if (!FormatFile.Exists(Path))
        {
            _sync.SyncDirectory(Path);
            FormatFile.Write(Path, Format, _sync);
        }

        File.Delete(Unfinished);
    }

    /// <summary>Says that everything in the directory has the newest format from now on.</summary>
    public void RaiseFormat()
    {
        FormatFile.Write(Path, FormatFile.Newest, _sync);
        Format = FormatFile.Newest;
    }

    public void RemoveStaging()
    {
        if (Directory.Exists(Staging))
        {
            Directory.Delete(Staging, recursive: true);
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Creates a directory that only this user may enter, and those above it, unless they exist. Their names are durable.</summary>
    public static void CreateWithParents(string path, IDiskSync sync)
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

    /// <summary>Even saying who holds the directory takes some bytes, which is what the ballast is for.</summary>
    private static DataDirectory Hold(string path, IDiskSync sync)
    {
        try
        {
            return HoldOnce(path, sync);
        }
        catch (IOException error) when (DiskFull.Caused(error) && new Ballast(path).Release())
        {
            return HoldOnce(path, sync);
        }
    }

    private static DataDirectory HoldOnce(string path, IDiskSync sync)
    {
        var directory = new DataDirectory(path, DirectoryLock.Take(path), sync);
        directory.PrepareOrRelease();
        return directory;
    }

    private void PrepareOrRelease()
    {
        try
        {
            Prepare();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private void Prepare()
    {
        if (FormatFile.Exists(Path))
        {
            Format = FormatFile.Read(Path);
            DirectoryContent.RequireComplete(this);
            // Whoever wrote it may have been killed before it was on the disk, and nothing else here syncs this directory.
            _sync.SyncDirectory(Path);
            RemoveStaging();
            return;
        }

        if (!File.Exists(Unfinished) && DirectoryContent.HasData(this))
        {
            throw new DataDirectoryException(
                $"The data directory {Path} holds data but its file format is missing. Restore the directory from a backup."
            );
        }

        DurableFile.Write(Unfinished, [], _sync);
        CreatePrivate(Rows);
        CreatePrivate(Blobs);
        foreach (var path in BlobDirectories.PathsIn(Blobs))
        {
            CreatePrivate(path);
        }

        _sync.SyncDirectory(Blobs);
    }
}
