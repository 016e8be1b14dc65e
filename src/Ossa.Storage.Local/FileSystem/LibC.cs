using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.FileSystem;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
internal static partial class LibC
{
    public const int LockExclusive = 2;
    public const int LockWithoutWaiting = 4;
    public const int LockRelease = 8;
    public const int Interrupted = 4;
    public const int OtherFileSystem = 18;

    /// <summary>Begins to write what is changed, and waits for nothing.</summary>
    public const uint SyncFileRangeWrite = 2;

    private const int GetStatusFlags = 3;
    private const int SetStatusFlags = 4;
    private const int WriteOnly = 1;
    private const int LinuxAppend = 0x400;
    private const string Library = "libc";

    /// <summary>The flag that keeps a descriptor from child processes.</summary>
    public static int CloseOnExec => OperatingSystem.IsMacOS() ? 0x100_0000 : 0x8_0000;

    /// <summary>O_DIRECT; 0 for processors that may have another one.</summary>
    private static int DirectFlag =>
        RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 0x4000,
            Architecture.Arm64 => 0x1_0000,
            _ => 0,
        };

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int FSync(SafeFileHandle file);

    [LibraryImport(Library, EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int FDataSync(SafeFileHandle file);

    [LibraryImport(Library, EntryPoint = "sync_file_range", SetLastError = true)]
    public static partial int SyncFileRange(SafeFileHandle file, long offset, long length, uint flags);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int FLock(SafeFileHandle file, int operation);

    [LibraryImport(Library, EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Link(string existing, string other);

    /// <summary>Linux: has what is written to an open file go past the page cache, or not; false where it cannot.</summary>
    public static bool TrySetDirect(SafeFileHandle file, bool isDirect)
    {
        var flags = FCntl(file, GetStatusFlags, 0);
        return flags >= 0
            && DirectFlag != 0
            && FCntl(file, SetStatusFlags, isDirect ? flags | DirectFlag : flags & ~DirectFlag) == 0;
    }

    /// <summary>The error of the last call that set one, as .NET reports errors of files.</summary>
    public static IOException LastError(string what)
    {
        var errno = Marshal.GetLastPInvokeError();
        return new IOException($"{what}: {Marshal.GetPInvokeErrorMessage(errno)}", errno);
    }

    /// <summary>Opens a directory for syncing it, which .NET refuses to do.</summary>
    public static SafeFileHandle OpenDirectory(string path)
    {
        var descriptor = Open(path, CloseOnExec);
        if (descriptor < 0)
        {
            throw LastError($"Cannot open the directory {path}");
        }

        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Opens a file so that whatever is written goes to its end, wherever that is by then (Linux). .NET looks for the end only once.</summary>
    public static SafeFileHandle OpenForAppending(string path)
    {
        var descriptor = Open(path, WriteOnly | LinuxAppend | CloseOnExec);
        if (descriptor < 0)
        {
            throw LastError($"Cannot open {path}");
        }

        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FCntl(SafeFileHandle file, int command, nint argument);
}
