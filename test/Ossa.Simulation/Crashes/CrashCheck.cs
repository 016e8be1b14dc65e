using Ossa.Engine;
using Ossa.Simulation.Crashes.Disk;
using Ossa.Simulation.Crashes.Recording;
using Ossa.Simulation.Crashes.Workload;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Randomness;
using Ossa.Simulation.Running;
using Ossa.Storage.Local;

namespace Ossa.Simulation.Crashes;

/// <summary>
/// Opens what a crash left and looks whether it is right: what was answered before the crash is there exactly, what was not is whole or absent, every
/// body can be read, listing and counters agree, and the store goes on.
/// </summary>
internal sealed class CrashCheck
{
    private const int OperationsAfterwards = 12;
    private const long FirstVersionAfterwards = 1_000_000_000;

    private readonly History _history = new();
    private readonly List<WorkloadReport> _reports = [];
    private bool _keepsVersions;
    private long _offset;

    /// <summary>Takes in what a process was answered until it crashed at this place of its record; what was under way may have happened.</summary>
    public CrashCheck After(RecordedWorkload workload, int crashAt)
    {
        var last = workload
            .Calls.Take(crashAt)
            .Where(call => call.Kind == CallKind.Mark)
            .Select(call => Marks.Read(call.Data))
            .LastOrDefault();
        foreach (var noted in workload.Report.Events.Where(noted => noted.InvokedAt <= last))
        {
            var isCertain = noted.IsCertain && noted.EndedAt <= last;
            _history.Add(
                noted with
                {
                    InvokedAt = noted.InvokedAt + _offset,
                    EndedAt = Math.Min(noted.EndedAt, last + 1) + _offset,
                    IsCertain = isCertain,
                }
            );
        }
        _reports.Add(workload.Report);
        _keepsVersions |= workload.Options.KeepsVersions;
        _offset += last + 1;
        return this;
    }

    /// <summary>Recovers, looks, works on, and looks again; throws when anything is wrong.</summary>
    public async Task RunAsync(Tree crashed, ulong seed)
    {
        using var directory = new TemporaryDirectory();
        crashed.Write(directory.Path);
        _history.StartAfter(_offset);
        // Without faults no operation may fail.
        var world = new World(Tolerance.None, FirstVersionAfterwards)
        {
            Engine = null!,
            History = _history,
            KeepsVersions = _keepsVersions,
        };
        _reports.ForEach(report => report.TellTo(world));

        var options = new LocalEngineOptions
        {
            Directory = WorkloadProgram.DataBelow(directory.Path),
            DiskSync = new NoSync(),
        };
        await using var storage = await LocalEngine.OpenAsync(options, CancellationToken.None);
        world.Storage = storage with { Metadata = new TracedMetadataStore(storage.Metadata, world.Partitions) };
        world.Engine = await OssaEngine.OpenAsync(
            world.Storage,
            new EngineOptions(),
            TimeProvider.System,
            CancellationToken.None
        );
        await new Audit(world).RunAsync();
        await new Client(world, "later", new Dice(seed)).RunAsync(OperationsAfterwards);
        await new Audit(world).RunAsync();
        var violations = _history.FindViolations();
        if (violations.Count > 0)
        {
            throw new ViolationException(violations);
        }
    }
}
