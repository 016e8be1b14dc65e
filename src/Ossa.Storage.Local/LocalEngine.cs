using Ossa.Storage.Local.Backups;
using Ossa.Storage.Local.Blobs;
using Ossa.Storage.Local.Caching;
using Ossa.Storage.Local.Committing;
using Ossa.Storage.Local.Directories;
using Ossa.Storage.Local.FileSystem;
using Ossa.Storage.Local.RocksDb;

namespace Ossa.Storage.Local;

/// <summary>The embedded engine: RocksDB for rows and small bodies, one file for each larger body.</summary>
public static class LocalEngine
{
    private const int InlineLimitBytes = 64 * 1024;

    /// <summary>Opens a data directory, recovers what an earlier process left, and holds it until disposed.</summary>
    /// <exception cref="DataDirectoryException">The directory cannot be used; the message says what to do.</exception>
    /// <exception cref="DirectoryInUseException">Another process holds the directory.</exception>
    public static Task<StorageEngine> OpenAsync(LocalEngineOptions options, CancellationToken cancellationToken) =>
        Task.Run(() => Open(options), cancellationToken);

    /// <summary>Whether a directory holds a store.</summary>
    public static bool IsStore(string directory) => FormatFile.Exists(directory);

    /// <summary>What brings data to the disk on this system.</summary>
    internal static IDiskSync UsualDiskSync() =>
        OperatingSystem.IsLinux() ? new LinuxDiskSync() : new PortableDiskSync();

    private static StorageEngine Open(LocalEngineOptions options)
    {
        var sync = options.DiskSync ?? (options.PortableFallbacks ? new PortableDiskSync() : UsualDiskSync());
        var directory = DataDirectory.Open(options.Directory, sync);
        try
        {
            var drive = FreeSpace.DriveOf(directory.Path);
            RequireSize(directory, drive.TotalSize);
            var ballast = new Ballast(directory.Path);
            if (drive.AvailableFreeSpace < FreeSpace.LastReserveBytes)
            {
                ballast.Release();
            }

            var database = OpenDatabase(directory, sync);
            // What a network's file system writes at once goes there and back each time.
            var mayBypass = options.DirectIo && (options.DiskSync is not null || drive.DriveType != DriveType.Network);
            var direct = new DirectWriters(sync, mayBypass ? options.Direct : null);
            var space = (options.FreeSpace ?? FreeSpace.Of(drive, database.UnflushedBytes, ballast)).Promising(() =>
                direct.UnwrittenBytes
            );
            space.RestoreBallast();
            var writes = new WriteGate();
            var reclaimer = new SpaceReclaimer(database, space, writes);
            var log =
                OperatingSystem.IsLinux() && !options.PortableFallbacks ? new LogExtender(directory.Rows, space) : null;
            var committer = new Committer(
                database,
                log,
                writes,
                space,
                reclaimer,
                options.QuickSync,
                options.BeforeCommit
            );
            var rows = new LocalMetadataStore(
                directory,
                database,
                committer,
                new RowCache(options.RowCacheBytes),
                reclaimer,
                writes,
                space
            );
            var blobs = new LocalBlobStore(directory.Blobs, sync, direct, writes, space, options.Time);
            var backup = new LocalBackup(directory, database, committer, blobs, writes, space, sync);
            return new StorageEngine(rows, blobs, InlineLimitBytes)
            {
                Format = directory.Format,
                RaiseFormat = directory.RaiseFormat,
                ReadOnlyReason = rows.ReadOnlyReason,
                Figures = rows.Figures,
                BackUp = backup.RunAsync,
                Keyring = new LocalSecretFile(directory.Keyring, sync),
            };
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    private static void RequireSize(DataDirectory directory, long bytes)
    {
        if (bytes < FreeSpace.SmallestDiskBytes)
        {
            throw new DataDirectoryException(
                $"The disk of the data directory {directory.Path} has {bytes >> 20} MiB, too few to keep a reserve on it. "
                    + $"Choose one of at least {FreeSpace.SmallestDiskBytes >> 20} MiB."
            );
        }
    }

    private static Database OpenDatabase(DataDirectory directory, IDiskSync sync)
    {
        Database? database = null;
        try
        {
            database = Database.Open(directory.Rows, sync);
            directory.Complete();
            return database;
        }
        catch (IOException error)
        {
            database?.Dispose();
            throw new DataDirectoryException(
                $"The records in {directory.Rows} cannot be opened: {error.Message} "
                    + "Free space if the disk is full; otherwise restore the directory from a backup.",
                error
            );
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }
}
