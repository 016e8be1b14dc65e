using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.Blobs;

/// <summary>The size and the time of last change by which a changed file is noticed.</summary>
internal readonly record struct FileStamp(long Length, DateTime Changed)
{
    public static FileStamp Of(SafeFileHandle file) =>
        new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
}
