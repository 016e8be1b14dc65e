using Ossa.Storage.Local.Directories;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Backups;

/// <summary>
/// Makes a store from a backup. Its files are copied, never linked, so that the backup stays what it is whatever happens to the store.
/// </summary>
public static class LocalRestore
{
    /// <summary>Copies a backup into a data directory that is new or empty, which is a store when this returns.</summary>
    /// <exception cref="DataDirectoryException">The backup is none, or not whole; or the directory cannot be used.</exception>
    public static Task<BackupSummary> RunAsync(string backup, string data, CancellationToken cancellationToken) =>
        RunAsync(backup, data, LocalEngine.UsualDiskSync(), cancellationToken);

    internal static Task<BackupSummary> RunAsync(
        string backup,
        string data,
        IDiskSync sync,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
                Run(
                    Path.TrimEndingDirectorySeparator(Path.GetFullPath(backup)),
                    Path.TrimEndingDirectorySeparator(Path.GetFullPath(data)),
                    sync,
                    cancellationToken
                ),
            cancellationToken
        );

    private static BackupSummary Run(string backup, string data, IDiskSync sync, CancellationToken cancellationToken)
    {
        var mark = BackupMark.Read(backup);
        RequireWhole(backup, mark);
        RequireEmpty(data);
        var unfinished = BackupMark.UnfinishedRestoreIn(data);
        return new NewDirectory(data, unfinished, sync).Fill(() => Copy(backup, data, mark, sync, cancellationToken));
    }

    private static BackupSummary Copy(
        string backup,
        string data,
        BackupMark mark,
        IDiskSync sync,
        CancellationToken cancellationToken
    )
    {
        var free = FreeSpace.DriveOf(data).AvailableFreeSpace;
        if (free < mark.Bytes)
        {
            throw new StoreFullException($"The backup takes {mark.Bytes >> 20} MiB, and {free >> 20} MiB are free.");
        }

        var copier = new FileCopier(sync, linksWanted: false, cancellationToken);
        foreach (var part in Parts(backup))
        {
            copier.CopyTree(part, Path.Combine(data, Path.GetFileName(part)));
        }

        sync.SyncDirectory(data);
        FormatFile.Write(data, mark.Format, sync);
        return new BackupSummary(data, copier.Files, copier.Bytes, copier.CopiedBytes);
    }

    private static void RequireWhole(string backup, BackupMark mark)
    {
        var files = Parts(backup)
            .Where(Directory.Exists)
            .SelectMany(part => new DirectoryInfo(part).EnumerateFiles("*", SearchOption.AllDirectories))
            .ToList();
        var bytes = files.Sum(file => file.Length);
        if (files.Count != mark.Files || bytes != mark.Bytes)
        {
            throw new DataDirectoryException(
                $"The backup {backup} is not whole: it has {files.Count} files with {bytes} bytes instead of {mark.Files} with {mark.Bytes}. "
                    + "Use another backup."
            );
        }
    }

    private static void RequireEmpty(string data)
    {
        BackupMark.RequireFinished(data);
        if (File.Exists(data) || (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any()))
        {
            var what = FormatFile.Exists(data) ? "holds a store" : "is not empty";
            throw new DataDirectoryException($"{data} {what}. A backup is restored into a new or an empty directory.");
        }
    }

    private static string[] Parts(string backup) => [DataDirectory.RowsIn(backup), DataDirectory.BlobsIn(backup)];
}
