using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Directories;

/// <summary>
/// The hold of one process on a data directory: a lock of the operating system, which ends with the process however that ends. The
/// process id stands in a file of its own, since the locked file cannot be read everywhere.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private const string LockName = "lock";
    private const string ProcessIdName = "pid";

    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly SafeFileHandle _file;
    private readonly string _processIdPath;

    private DirectoryLock(SafeFileHandle file, string processIdPath)
    {
        _file = file;
        _processIdPath = processIdPath;
    }

    private static int SharingViolation =>
        OperatingSystem.IsWindows() ? WindowsSharingViolation
        : OperatingSystem.IsMacOS() ? WouldBlockMac
        : WouldBlockLinux;

    public static DirectoryLock Take(string directory)
    {
        var processIdPath = Path.Combine(directory, ProcessIdName);
        var path = Path.Combine(directory, LockName);
        var file = TryLock(path);
        if (file is null)
        {
            throw new DirectoryInUseException(directory, ReadProcessId(processIdPath));
        }

        var held = new DirectoryLock(file, processIdPath);
        try
        {
            File.WriteAllText(processIdPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        // The lock's own file stays: removing it would let two processes lock two files of the same name.
        if (!_file.IsClosed)
        {
            File.Delete(_processIdPath);
        }

        _file.Dispose();
    }

    private static SafeFileHandle? TryLock(string path)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult == SharingViolation)
        {
            return null;
        }
        // .NET has taken this lock already, unless its locking is switched off by the environment.
        if (OperatingSystem.IsWindows() || LibC.FLock(file, LibC.LockExclusive | LibC.LockWithoutWaiting) == 0)
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    private static int? ReadProcessId(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (IOException)
        {
            // The holder has locked the directory but not yet said who it is.
            return null;
        }
    }
}
