using System.Diagnostics;
using Xunit;

namespace Ossa.Tests.Storage.Local;

/// <summary>A file system of a few hundred MiB in memory, which a test may fill; the test is skipped where mounting is not permitted.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private SmallDisk() { }

    public string Path => _directory.Path;

    public long FreeMiB => new DriveInfo(Path).AvailableFreeSpace >> 20;

    /// <summary>What another program does: writes until nothing is left. Gives the file's path.</summary>
    public string FillUp()
    {
        var path = System.IO.Path.Combine(Path, "other");
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write);
        var length = RandomAccess.GetLength(file);
        for (var block = new byte[1 << 20]; block.Length >= 512; )
        {
            try
            {
                RandomAccess.Write(file, block, length);
                length += block.Length;
            }
            catch (IOException)
            {
                length = RandomAccess.GetLength(file);
                block = new byte[block.Length / 2];
            }
        }
        return path;
    }

    public static SmallDisk Mount(int sizeMiB)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has tmpfs.");
        var disk = new SmallDisk();
        var (exitCode, error) = Run("mount", "-t", "tmpfs", "-o", $"size={sizeMiB}m", "tmpfs", disk.Path);
        if (exitCode == 0)
        {
            return disk;
        }

        disk._directory.Dispose();
        Assert.Skip($"Mounting a tmpfs is not permitted here: {error.Trim()}");
        return disk;
    }

    public void Dispose()
    {
        var (exitCode, error) = Run("umount", Path);
        Assert.True(exitCode == 0, error);
        _directory.Dispose();
    }

    private static (int ExitCode, string Error) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
