using System.Reflection;
using Prometheus;

namespace Ossa.Server.Metrics;

/// <summary>
/// Figures of the process under the names that dashboards expect, where the metrics library has none or one of its own; read when they
/// are asked for.
/// </summary>
internal static class ProcessMetrics
{
    private const string OpenFiles = "/proc/self/fd";

    public static void Register(CollectorRegistry registry, IMetricFactory factory)
    {
        var version = typeof(ProcessMetrics).Assembly.GetName().Version?.ToString(3) ?? "";
        factory
            .CreateGauge("ossa_build_info", "Always 1; the version is in the label.", ["version"])
            .WithLabels(version)
            .Set(1);
        var resident = factory.CreateGauge("process_resident_memory_bytes", "Resident memory size in bytes.");
        var threads = factory.CreateGauge("dotnet_threadpool_threads", "Threads of the thread pool.");
        var queue = factory.CreateGauge("dotnet_threadpool_queue_length", "Work items that wait for a thread.");
        var pauses = factory.CreateCounter(
            "dotnet_gc_pause_seconds_total",
            "Time that garbage collections paused the program."
        );
        var files = Directory.Exists(OpenFiles)
            ? factory.CreateGauge("process_open_fds", "Number of open file descriptors.")
            : null;
        registry.AddBeforeCollectCallback(() =>
        {
            resident.Set(Environment.WorkingSet);
            threads.Set(ThreadPool.ThreadCount);
            queue.Set(ThreadPool.PendingWorkItemCount);
            pauses.IncTo(GC.GetTotalPauseDuration().TotalSeconds);
            files?.Set(Directory.EnumerateFileSystemEntries(OpenFiles).Count());
        });
    }
}
