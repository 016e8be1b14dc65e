namespace Ossa.Storage.Local.FileSystem;

/// <summary>Small files that are there as a whole or not at all, even after a power loss.</summary>
public static class DurableFile
{
    private const string TemporarySuffix = ".new";

    /// <summary>
    /// Writes a file that only this user may read, in the place of one that may be there. It is on the disk when this returns.
    /// </summary>
    public static void WritePrivate(string path, ReadOnlySpan<byte> content) =>
        Write(path, content, OperatingSystem.IsLinux() ? new LinuxDiskSync() : new PortableDiskSync());

    internal static void Write(string path, ReadOnlySpan<byte> content, IDiskSync sync)
    {
        var temporary = path + TemporarySuffix;
        // What a crash has left there keeps the mode that it was made with, so it is not used again.
        File.Delete(temporary);
        using (var file = new FileStream(temporary, OwnersOnly()))
        {
            file.Write(content);
            file.Flush();
            sync.SyncFile(file.SafeFileHandle);
        }

        File.Move(temporary, path, overwrite: true);
        sync.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    private static FileStreamOptions OwnersOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
