using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Ossa.Benchmarks;

/// <summary>
/// Runs the signing benchmarks in this process, which needs no second build and takes seconds, and prints a line for each:
/// name, nanoseconds (the median of all runs), bytes allocated; tabs between them.
/// </summary>
internal static class SigningReport
{
    /// <summary>So many that the JIT, which shares the core, has its last word before anything counts.</summary>
    private const int WarmupCount = 20;
    private const int Runs = 11;

    public static int Run()
    {
        var config = ManualConfig
            .CreateEmpty()
            .AddJob(
                Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                    .WithWarmupCount(WarmupCount)
                    .WithIterationCount(Runs)
            )
            .AddColumnProvider(DefaultConfig.Instance.GetColumnProviders().ToArray())
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "ossa-benchmarks"));
        var summary = BenchmarkRunner.Run<SigningBenchmarks>(config);
        foreach (var report in summary.Reports)
        {
            Print(report);
        }
        return summary.Reports.Length > 0 && summary.Reports.All(report => report.Success) ? 0 : 1;
    }

    private static void Print(BenchmarkReport report)
    {
        var name = report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
        var median = report.ResultStatistics?.Median ?? double.NaN;
        var bytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);
        Console.WriteLine($"{name}\t{median:F0}\t{bytes}");
    }
}
