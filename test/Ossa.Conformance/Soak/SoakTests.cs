using System.Globalization;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Soak;

/// <summary>
/// Mixed load for a while: every answer is the deserved one, and the server keeps nothing of it. A minute, or as many as OSSA_SOAK_MINUTES
/// says.
/// </summary>
public sealed class SoakTests
{
    internal const string MinutesVariable = "OSSA_SOAK_MINUTES";

    /// <summary>How much what the collector and malloc have not given back differs from one time to another, and from when the load has just begun.</summary>
    private const int MoreMiB = 32;
    private const int MoreAtFirstMiB = 96;

    /// <summary>What the server may come to need meanwhile.</summary>
    private const int MoreHandles = 24;
    private const int MoreThreads = 16;

    /// <summary>How often memory is looked at.</summary>
    private const int Looks = 150;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(
        Environment.GetEnvironmentVariable(MinutesVariable) is { Length: > 0 } minutes
            ? double.Parse(minutes, CultureInfo.InvariantCulture)
            : 1
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mixed_load_is_answered_as_it_deserves_and_leaves_nothing_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says in /proc what a process holds.");
        using var directory = new TemporaryDirectory();
        await using var server = await OssaProcess.StartAsync(
            ["--data", directory.Combine("data"), "--listen", "http://127.0.0.1:0", "--strict"],
            cancellationToken: Cancel
        );
        using var scene = new SoakScene(server);
        await scene.CreateBucketAsync(Cancel);
        foreach (var (key, bytes) in Loads.Objects())
        {
            await scene.PutAsync(key, bytes, Cancel);
        }

        var latencies = new Latencies();
        await scene.FillCachesAsync(Cancel);
        // What any load brings with it: compiled code, a pool of threads, files that stay open.
        await RunAsync(scene, latencies, Duration / 4);
        var before = await SettleAsync(server, most: null);
        var memory = await WatchAsync(server, RunAsync(scene, latencies, Duration * 3 / 4), Duration * 3 / 4);
        var after = await SettleAsync(server, before.Handles + MoreHandles);
        var thirds = memory.Chunk(Looks / 3).Select(MedianOf).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{latencies}\nbefore {before}\nafter {after}\nmedian memory in each third of the load, MiB: {string.Join(", ", thirds)}"
        );
        Assert.InRange(thirds[2], 0, thirds[1] + MoreMiB);
        Assert.InRange(thirds[2], 0, thirds[0] + MoreAtFirstMiB);
        Assert.InRange(after.Handles, 0, before.Handles + MoreHandles);
        Assert.InRange(after.Threads, 0, before.Threads + MoreThreads);
        // Otherwise nothing was tried.
        Assert.True(latencies.Count > Duration.TotalSeconds, $"only {latencies}");
        Assert.Equal(0, await server.StopAsync());
        Assert.DoesNotContain("fail: ", server.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("crit: ", server.StandardError, StringComparison.Ordinal);
    }

    private static async Task RunAsync(SoakScene scene, Latencies latencies, TimeSpan duration)
    {
        using var stop = new CancellationTokenSource(duration);
        await Task.WhenAll(
            Loads.ReadAsync(scene, latencies, stop.Token),
            Loads.ReadAsync(scene, latencies, stop.Token),
            Loads.ReadAsync(scene, latencies, stop.Token),
            Loads.OverwriteAsync(scene, stop.Token),
            Loads.OverwriteAsync(scene, stop.Token),
            Loads.ReadSlowlyAsync(scene, stop.Token),
            Loads.ReadSlowlyAsync(scene, stop.Token),
            Loads.BreakOffAsync(scene, stop.Token),
            Loads.RevokeAsync(scene, stop.Token),
            Loads.UploadPartsAsync(scene, "parts/a", stop.Token),
            Loads.UploadPartsAsync(scene, "parts/b", stop.Token)
        );
    }

    /// <summary>The server's memory, in MiB, while it has work for so long.</summary>
    private static async Task<List<long>> WatchAsync(OssaProcess server, Task work, TimeSpan duration)
    {
        var memory = new List<long>();
        for (var i = 0; i < Looks && !work.IsFaulted; i++)
        {
            memory.Add(ProcessFigures.Of(server.Id).ResidentMiB);
            await Task.WhenAny(work, Task.Delay(duration / Looks, Cancel));
        }

        await work;
        return memory;
    }

    private static long MedianOf(long[] figures) => figures.Order().ElementAt(figures.Length / 2);

    /// <summary>What the server holds once its connections are closed and what was replaced is deleted.</summary>
    private static async Task<ProcessFigures> SettleAsync(OssaProcess server, int? most)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        while (true)
        {
            var first = ProcessFigures.Of(server.Id);
            await Task.Delay(TimeSpan.FromSeconds(3), Cancel);
            var second = ProcessFigures.Of(server.Id);
            var isSettled = most is null ? first.Handles == second.Handles : second.Handles <= most;
            if (isSettled || patience.IsCancellationRequested)
            {
                return second;
            }
        }
    }
}
