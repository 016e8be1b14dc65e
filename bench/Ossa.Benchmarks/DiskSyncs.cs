using System.Diagnostics;

namespace Ossa.Benchmarks;

/// <summary>
/// What the disk itself can do: appends of 4 KiB, each followed by fsync, one after the other. It bounds the durable writes of one
/// client, and it differs tenfold between hours on shared machines, so it is measured beside them.
/// </summary>
internal static class DiskSyncs
{
    private const int BlockBytes = 4096;

    public static int Measure(TextWriter output, string directory, TimeSpan duration)
    {
        var path = Path.Combine(directory, $"disk-syncs-{Environment.ProcessId}");
        using var file = File.OpenHandle(
            path,
            FileMode.CreateNew,
            FileAccess.Write,
            options: FileOptions.DeleteOnClose
        );
        var block = new byte[BlockBytes];
        var count = 0L;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < duration)
        {
            RandomAccess.Write(file, block, count * BlockBytes);
            RandomAccess.FlushToDisk(file);
            count++;
        }
        output.WriteLine($"{count / clock.Elapsed.TotalSeconds:F0}");
        return 0;
    }
}
