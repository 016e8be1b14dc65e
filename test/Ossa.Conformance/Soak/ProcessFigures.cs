using System.Globalization;

namespace Ossa.Conformance.Soak;

/// <summary>What Linux says that a process holds.</summary>
/// <param name="ResidentMiB">Its memory.</param>
/// <param name="Handles">Its open files and sockets.</param>
/// <param name="Threads">Its threads.</param>
internal sealed record ProcessFigures(long ResidentMiB, int Handles, int Threads)
{
    public static ProcessFigures Of(int process)
    {
        var status = File.ReadAllLines($"/proc/{process}/status");
        return new ProcessFigures(
            Number(status, "VmRSS:") >> 10,
            Directory.GetFileSystemEntries($"/proc/{process}/fd").Length,
            (int)Number(status, "Threads:")
        );
    }

    private static long Number(string[] status, string name) =>
        long.Parse(
            status.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace(" kB", ""),
            CultureInfo.InvariantCulture
        );
}
