using System.Globalization;
using System.Text;
using Ossa.Storage.Local.Directories;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Backups;

/// <summary>
/// The file that makes a directory a backup. It is written last, and says how much must be there. Until then another file says that
/// the backup, or the store made from one, is not finished.
/// </summary>
/// <param name="Format">The format of the store that was backed up.</param>
/// <param name="Files">Files of rows and blobs.</param>
/// <param name="Bytes">What they hold.</param>
internal sealed record BackupMark(int Format, long Files, long Bytes)
{
    private const string Name = "backup";
    private const string UnfinishedBackup = "unfinished-backup";
    private const string UnfinishedRestore = "unfinished-restore";
    private const string Title = "ossa-backup 1";

    /// <summary>The file that says that a backup is being made.</summary>
    public static string UnfinishedBackupIn(string directory) => Path.Combine(directory, UnfinishedBackup);

    /// <summary>The file that says that a store is being made from a backup.</summary>
    public static string UnfinishedRestoreIn(string directory) => Path.Combine(directory, UnfinishedRestore);

    public void Write(string directory, IDiskSync sync)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Title}\nformat {Format}\nfiles {Files}\nbytes {Bytes}\n"
        );
        DurableFile.Write(Path.Combine(directory, Name), Encoding.ASCII.GetBytes(text), sync);
    }

    /// <summary>What a backup says of itself. Throws when the directory is none, or half of one.</summary>
    public static BackupMark Read(string directory)
    {
        RequireFinished(directory);
        var path = Path.Combine(directory, Name);
        if (!File.Exists(path))
        {
            throw new DataDirectoryException($"{directory} is no backup: the file {Name} is not in it.");
        }

        var mark = Parse(File.ReadAllLines(path));
        return mark.Format <= FormatFile.Newest
            ? mark
            : throw new DataDirectoryException(
                $"The backup {directory} has format {mark.Format}, and this program knows formats up to {FormatFile.Newest}. "
                    + "Restore it with a newer version of Ossa."
            );

        BackupMark Parse(string[] lines) =>
            lines is [Title, var format, var files, var bytes]
            && TryRead(format, "format ", out var formatNumber)
            && TryRead(files, "files ", out var fileCount)
            && TryRead(bytes, "bytes ", out var byteCount)
                ? new BackupMark((int)Math.Min(formatNumber, int.MaxValue), fileCount, byteCount)
                : throw new DataDirectoryException(
                    $"The file {path} is damaged, or from a newer version of Ossa. Use another backup, or a newer version."
                );
    }

    /// <summary>Throws when a directory, about to be opened as a store, is a backup or half a store.</summary>
    public static void RequireNone(string directory)
    {
        RequireFinished(directory);
        if (File.Exists(Path.Combine(directory, Name)))
        {
            throw new DataDirectoryException(
                $"{directory} is a backup, which stays as it is. Make a store from it: ossa restore {directory} --data NEWDIR"
            );
        }
    }

    /// <summary>Throws when a backup or a restoration into the directory was interrupted, or is going on.</summary>
    public static void RequireFinished(string directory)
    {
        if (File.Exists(UnfinishedBackupIn(directory)))
        {
            throw new DataDirectoryException(
                $"{directory} holds a backup that is not finished. If none is running, remove the directory and back up anew."
            );
        }

        if (File.Exists(UnfinishedRestoreIn(directory)))
        {
            throw new DataDirectoryException(
                $"{directory} holds a restored store that is not finished. If nothing is being restored, remove the directory and restore anew."
            );
        }
    }

    private static bool TryRead(string line, string name, out long value)
    {
        value = 0;
        return line.StartsWith(name, StringComparison.Ordinal)
            && long.TryParse(line[name.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
