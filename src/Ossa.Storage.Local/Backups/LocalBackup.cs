using Ossa.Storage.Local.Blobs;
using Ossa.Storage.Local.Committing;
using Ossa.Storage.Local.Directories;
using Ossa.Storage.Local.FileSystem;
using Ossa.Storage.Local.RocksDb;

namespace Ossa.Storage.Local.Backups;

/// <summary>
/// Copies an open store as it is at one moment.
/// <list type="number">
/// <item>The gate of the blobs closes: no file of a blob comes or goes. Requests that need neither go on.</item>
/// <item>A checkpoint of the rows, in a pause of commits, that is the moment. It takes in all rows that were answered, and each blob that one of them names was
/// complete before that row was written; none has gone since.</item>
/// <item>Links to the files of all finished blobs. Each that no record of the checkpoint names is named by an intent or by the garbage
/// queue there, since it was made before the gate closed, and its intent before it; so a restored store frees it.</item>
/// <item>The gate opens. From here on the links hold what is needed, and it does not matter how long the rest takes.</item>
/// <item>The files are linked, or copied to another disk, into the new directory, and synced; the mark comes last.</item>
/// </list>
/// The blobs first and the rows after them would lack the blobs that came in between.
/// </summary>
internal sealed class LocalBackup(
    DataDirectory directory,
    Database database,
    Committer committer,
    LocalBlobStore blobs,
    WriteGate writes,
    FreeSpace space,
    IDiskSync sync
)
{
    private int _running;

    public async Task<BackupSummary> RunAsync(string target, CancellationToken cancellationToken)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        RequireNew(target);
        writes.ThrowIfReadOnly();
        if (Interlocked.Exchange(ref _running, 1) != 0)
        {
            throw new DataDirectoryException($"Another backup of {directory.Path} is running. Wait until it is done.");
        }

        try
        {
            return await Task.Run(() => StageAndCopyAsync(target, cancellationToken), cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    private async Task<BackupSummary> StageAndCopyAsync(string target, CancellationToken cancellationToken)
    {
        directory.RemoveStaging();
        try
        {
            await StageAsync(cancellationToken);
            var unfinished = BackupMark.UnfinishedBackupIn(target);
            return new NewDirectory(target, unfinished, sync).Fill(() => CopyTo(target, cancellationToken));
        }
        finally
        {
            directory.RemoveStaging();
        }
    }

    private async Task StageAsync(CancellationToken cancellationToken)
    {
        DataDirectory.CreatePrivate(directory.Staging);
        var stagedBlobs = StagedPath(directory.Blobs);
        DataDirectory.CreatePrivate(stagedBlobs);
        foreach (var path in BlobDirectories.PathsIn(stagedBlobs))
        {
            DataDirectory.CreatePrivate(path);
        }

        await blobs.Gate.CloseAsync();
        try
        {
            space.RequireForData(database.LogBytes());
            // The log is copied as far as the file goes, and what is ahead of its end is written over by the next commit.
            using (committer.Pause())
            {
                database.Checkpoint(StagedPath(directory.Rows));
            }

            LinkBlobs(cancellationToken);
        }
        finally
        {
            blobs.Gate.Open();
        }

        // The files of blobs are durable, but the copy of the log is new.
        foreach (var path in Directory.EnumerateFiles(StagedPath(directory.Rows)))
        {
            FileCopier.SyncFile(path, sync);
        }
    }

    private void LinkBlobs(CancellationToken cancellationToken)
    {
        var copier = new FileCopier(sync: null, linksWanted: true, cancellationToken) { Space = space };
        foreach (var path in blobs.FinishedFiles())
        {
            copier.CopyFile(path, StagedPath(path));
        }
    }

    private BackupSummary CopyTo(string target, CancellationToken cancellationToken)
    {
        var copier = new FileCopier(sync, linksWanted: true, cancellationToken) { Space = space };
        foreach (var part in (string[])[directory.Rows, directory.Blobs])
        {
            copier.CopyTree(StagedPath(part), Path.Combine(target, Path.GetFileName(part)));
        }

        sync.SyncDirectory(target);
        new BackupMark(directory.Format, copier.Files, copier.Bytes).Write(target, sync);
        return new BackupSummary(target, copier.Files, copier.Bytes, copier.CopiedBytes);
    }

    private string StagedPath(string path) =>
        Path.Combine(directory.Staging, Path.GetRelativePath(directory.Path, path));

    private void RequireNew(string target)
    {
        var within = Path.GetRelativePath(directory.Path, target);
        if (within == "." || (!within.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(within)))
        {
            throw new DataDirectoryException($"{target} is within the data directory. Choose a directory outside it.");
        }

        BackupMark.RequireFinished(target);
        if (Directory.Exists(target) || File.Exists(target))
        {
            throw new DataDirectoryException($"{target} exists already. Choose a new directory for the backup.");
        }
    }
}
