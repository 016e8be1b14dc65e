using System.Runtime.InteropServices;
using Ossa.Storage.Local.Directories;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Backups;

/// <summary>
/// Copies files that do not change any more, and counts them. Where links are wanted, and the file system has them, a file is only
/// given another name.
/// </summary>
/// <param name="sync">Brings copies and the names in directories to the disk; null where they need not outlive this process.</param>
internal sealed class FileCopier(IDiskSync? sync, bool linksWanted, CancellationToken cancellationToken)
{
    private bool _links = linksWanted && !OperatingSystem.IsWindows();
    private bool _otherDisk;

    /// <summary>Looked at before a copy takes room on the disk of the store itself.</summary>
    public FreeSpace? Space { get; init; }

    public long Files { get; private set; }

    public long Bytes { get; private set; }

    public long CopiedBytes { get; private set; }

    /// <summary>Copies a directory with all that is below it to a new one.</summary>
    public void CopyTree(string from, string to)
    {
        DataDirectory.CreatePrivate(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            CopyFile(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var directory in Directory.EnumerateDirectories(from))
        {
            CopyTree(directory, Path.Combine(to, Path.GetFileName(directory)));
        }

        sync?.SyncDirectory(to);
    }

    /// <summary>Brings the content of one file to the disk.</summary>
    public static void SyncFile(string path, IDiskSync sync)
    {
        const FileShare Everyone = FileShare.ReadWrite | FileShare.Delete;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, Everyone);
        sync.SyncFile(file);
    }

    /// <summary>Copies one file; its name is durable only once its directory is synced. One that is linked must be durable.</summary>
    public void CopyFile(string from, string to)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var length = new FileInfo(from).Length;
        if (!TryLink(from, to))
        {
            Copy(from, to, length);
        }

        Files++;
        Bytes += length;
    }

    private void Copy(string from, string to, long length)
    {
        if (!_otherDisk)
        {
            Space?.RequireForData(length);
        }

        File.Copy(from, to);
        CopiedBytes += length;
        if (sync is not null)
        {
            SyncFile(to, sync);
        }
    }

    /// <summary>False where the file is to be copied; whatever else is wrong shows when that is tried.</summary>
    private bool TryLink(string from, string to)
    {
        if (!_links)
        {
            return false;
        }

        if (LibC.Link(from, to) == 0)
        {
            return true;
        }

        var errno = Marshal.GetLastPInvokeError();
        if (DiskFull.IsErrno(errno))
        {
            throw LibC.LastError($"Cannot link {from}");
        }

        _otherDisk = errno == LibC.OtherFileSystem;
        _links = !_otherDisk;
        return false;
    }
}
