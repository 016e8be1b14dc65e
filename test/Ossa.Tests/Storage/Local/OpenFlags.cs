using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ossa.Tests.Storage.Local;

/// <summary>What Linux says in /proc of how this process has files open.</summary>
internal static class OpenFlags
{
    /// <summary>Whether what is written to a file goes past the page cache.</summary>
    public static bool IsDirect(SafeFileHandle file) => IsDirect($"{file.DangerousGetHandle()}");

    /// <summary>Whether that is so of any file of a directory.</summary>
    public static bool IsDirectBelow(string directory) =>
        Directory
            .GetFiles("/proc/self/fd")
            .Where(file => IsBelow(file, directory))
            // By then it may be closed, and its number another one's.
            .Any(file => IsDirect(Path.GetFileName(file)) && IsBelow(file, directory));

    private static bool IsBelow(string file, string directory) =>
        new FileInfo(file).LinkTarget?.StartsWith(directory, StringComparison.Ordinal) is true;

    private static bool IsDirect(string descriptor)
    {
        string[] told;
        try
        {
            told = File.ReadAllLines($"/proc/self/fdinfo/{descriptor}");
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        var flags = told.First(line => line.StartsWith("flags:", StringComparison.Ordinal))["flags:".Length..];
        // As open(2) has it: x64 and arm64 differ.
        var direct = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 ? 0x1_0000 : 0x4000;
        return (Convert.ToInt64(flags.Trim(), 8) & direct) != 0;
    }
}
