using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.Blobs;

/// <summary>The size and the time of last change by which a changed file is noticed.</summary>
internal readonly record struct FileStamp(long Length, DateTime Changed)
{
    public static FileStamp Of(SafeFileHandle file) =>
        new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));

    /// <summary>That of the file that has a name now, or null where none has it.</summary>
    public static FileStamp? Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new(file.Length, file.LastWriteTimeUtc) : null;
    }
}
