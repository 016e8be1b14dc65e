using System.Diagnostics;

namespace Ossa.Benchmarks;

/// <summary>
/// What the disk itself can do: appends of 4 KiB, each followed by fsync, one after the other in the file of each writer. It bounds the durable
/// writes of as many clients, unless they share syncs, and it differs tenfold between hours on shared machines, so it is measured beside them.
/// </summary>
internal static class DiskSyncs
{
    private const int BlockBytes = 4096;

    public static int Measure(TextWriter output, string directory, TimeSpan duration, int writers)
    {
        var counts = new long[writers];
        var clock = Stopwatch.StartNew();
        var threads = Enumerable
            .Range(0, writers)
            .Select(writer => new Thread(() => counts[writer] = Append(directory, writer, clock, duration)))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        output.WriteLine($"{counts.Sum() / clock.Elapsed.TotalSeconds:F0}");
        return 0;
    }

    private static long Append(string directory, int writer, Stopwatch clock, TimeSpan duration)
    {
        var path = Path.Combine(directory, $"disk-syncs-{Environment.ProcessId}-{writer}");
        using var file = File.OpenHandle(
            path,
            FileMode.CreateNew,
            FileAccess.Write,
            options: FileOptions.DeleteOnClose
        );
        var block = new byte[BlockBytes];
        var count = 0L;
        while (clock.Elapsed < duration)
        {
            RandomAccess.Write(file, block, count * BlockBytes);
            RandomAccess.FlushToDisk(file);
            count++;
        }
        return count;
    }
}
