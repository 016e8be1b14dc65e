using System.Diagnostics;
using Ossa.Simulation.Crashes.Disk;
using Ossa.Simulation.Crashes.Workload;

namespace Ossa.Simulation.Crashes.Recording;

/// <summary>A workload that ran in a process of its own, with all that it did to files, from the state in which it found them.</summary>
/// <param name="Root">The directory below which everything was recorded.</param>
/// <param name="Before">What was there before.</param>
/// <param name="Calls">What it did.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Report">What its clients were answered.</param>
internal sealed record RecordedWorkload(
    string Root,
    Tree Before,
    IReadOnlyList<RecordedCall> Calls,
    WorkloadOptions Options,
    WorkloadReport Report
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a workload on the data directory below <paramref name="root"/>, which may be a crash state of an earlier one.</summary>
    public static async Task<RecordedWorkload> RunAsync(string root, WorkloadOptions options)
    {
        var recorder = RecorderLibrary.Require();
        var before = Tree.Load(root);
        using var aside = new Running.TemporaryDirectory();
        var log = aside.Combine("calls");
        var report = aside.Combine("report");
        var start = WorkloadProgram.StartInfo(root, report, options);
        start.Environment["LD_PRELOAD"] = recorder;
        start.Environment["OSSA_RECORDER_ROOT"] = root;
        start.Environment["OSSA_RECORDER_LOG"] = log;
        await RunAsync(start);
        return new RecordedWorkload(root, before, CallLog.Read(log), options, WorkloadReport.Read(report));
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"The workload ended with {process.ExitCode}: {await output}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
