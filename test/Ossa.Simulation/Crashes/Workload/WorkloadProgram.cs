using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Randomness;
using Ossa.Simulation.Running;
using Ossa.Simulation.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Simulation.Crashes.Workload;

/// <summary>The process whose file operations are recorded: many clients on the embedded engine, from its first opening on.</summary>
internal static class WorkloadProgram
{
    /// <summary>The first argument that makes this program the workload.</summary>
    public const string Name = "workload";

    private const long ShortSpaceBytes = 100 << 20;

    /// <summary>Where the data is below the root: not there at first, and its parent neither.</summary>
    public static string DataBelow(string root) => Path.Combine(root, "new", "data");

    public static ProcessStartInfo StartInfo(string root, string report, WorkloadOptions options)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] self = isHost ? [Assembly.GetExecutingAssembly().Location] : [];
        return new ProcessStartInfo(program, [.. self, Name, root, report, .. options.ToArguments()])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
    }

    public static async Task<int> RunAsync(string[] arguments)
    {
        LetTheRecorderSeeOurCalls();
        var (root, reportPath, options) = (arguments[1], arguments[2], WorkloadOptions.Parse(arguments[3..]));
        var dice = new Dice(options.Seed);
        var history = new History(Marks.Put);
        var engineOptions = EngineOptions(root, options);
        var run = new SimulatedRun(dice)
        {
            Rounds = options.Rounds,
            Clients = 4,
            OperationsOfClient = options.OperationsOfClient,
            FirstVersion = options.FirstVersion,
            History = history,
            OpenAsync = async () =>
                HookedEngine.Over(
                    await LocalEngine.OpenAsync(engineOptions, CancellationToken.None),
                    new InterleavingHook(dice.Split())
                ),
            // Rows gather for half a second before they are brought to files.
            BeforeRoundEnds = () =>
                options.ShortOfSpace
                    ? Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System)
                    : Task.CompletedTask,
            LooksAtEnd = false,
            KeepsVersions = options.KeepsVersions,
            Recall = earlier =>
            {
                if (options.EarlierReport.Length > 0)
                {
                    WorkloadReport.Read(options.EarlierReport).TellTo(earlier);
                }
            },
        };
        var world = await run.RunAsync();
        WorkloadReport.Of(world).Write(reportPath);
        return 0;
    }

    private static LocalEngineOptions EngineOptions(string root, WorkloadOptions options) =>
        new()
        {
            Directory = DataBelow(root),
            DiskSync = options.WithoutSync ? new NoSync() : null,
            DirectIo = options.PastTheCache,
            Direct = SmallPieces.Direct,
            FreeSpace = options.ShortOfSpace ? new FreeSpace(() => ShortSpaceBytes, () => 0) : null,
        };

    /// <summary>
    /// .NET looks for functions in the C library itself, past what is preloaded; so that our syncs are recorded, they are looked for as any C
    /// program does.
    /// </summary>
    private static void LetTheRecorderSeeOurCalls() =>
        NativeLibrary.SetDllImportResolver(
            typeof(LocalEngine).Assembly,
            (library, _, _) => library == "libc" ? NativeLibrary.GetMainProgramHandle() : 0
        );
}
