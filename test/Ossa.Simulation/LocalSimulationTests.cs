using Ossa.Simulation.Faults;
using Ossa.Simulation.Randomness;
using Ossa.Simulation.Running;
using Ossa.Simulation.Storage;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Simulation;

/// <summary>The engine over the embedded storage, with true threads: a seed gives the same operations again, though not the same timing.</summary>
public sealed class LocalSimulationTests
{
    private const int Runs = 2;

    [Fact]
    public Task Every_history_of_the_embedded_engine_is_linearizable() =>
        Seeds.ForEachAsync(
            Runs,
            async seed =>
            {
                using var directory = new TemporaryDirectory();
                var dice = new Dice(seed);
                var options = new LocalEngineOptions
                {
                    Directory = directory.Combine("data"),
                    DirectIo = dice.OneIn(2),
                    Direct = SmallPieces.Direct,
                };
                await RunAsync(dice, options, Tolerance.None);
            }
        );

    [Fact]
    public Task What_was_answered_on_a_slow_full_and_failing_disk_stays_true() =>
        Seeds.ForEachAsync(
            Runs,
            async seed =>
            {
                using var directory = new TemporaryDirectory();
                var dice = new Dice(seed);
                var disk = new FaultyDisk(dice.Split());
                var sound = new LocalEngineOptions { Directory = directory.Combine("data") };
                var failing = sound with
                {
                    DiskSync = disk,
                    BeforeCommit = disk.BeforeCommit,
                    FreeSpace = new FreeSpace(disk.AvailableBytes, () => 0),
                    DirectIo = dice.OneIn(2),
                    Direct = SmallPieces.Direct,
                };
                var world = await RunAsync(dice, failing, Tolerance.Full | Tolerance.Broken, sound, rounds: 8);
                Assert.True(world.Failures > 0, "No operation failed.");
            }
        );

    [Fact]
    public Task Damaged_files_are_reported_and_never_served() =>
        Seeds.ForEachAsync(
            Runs,
            async seed =>
            {
                using var directory = new TemporaryDirectory();
                var dice = new Dice(seed);
                var options = new LocalEngineOptions { Directory = directory.Combine("data") };
                var damage = new DiskDamage(options.Directory, dice.Split());
                var world = await RunAsync(dice, options, Tolerance.Damage, rounds: 12, damage: damage);
                Assert.True(world.Failures > 0, "No operation met a damaged file.");
            }
        );

    private static Task<World> RunAsync(
        Dice dice,
        LocalEngineOptions options,
        Tolerance tolerance,
        LocalEngineOptions? atEnd = null,
        int rounds = 2,
        DiskDamage? damage = null
    )
    {
        var simulation = new SimulatedRun(dice)
        {
            Rounds = rounds,
            KeepsVersions = dice.OneIn(2),
            OperationsOfClient = 300 / rounds,
            Tolerance = tolerance,
            OpenAsync = () => OpenAsync(options, dice.Split()),
            OpenAtEndAsync = () => OpenAsync(atEnd ?? options, dice.Split()),
            BetweenRounds = damage is null ? null : damage.Strike,
            Damaged = damage?.Damaged,
        };
        return simulation.RunAsync();
    }

    private static async Task<StorageEngine> OpenAsync(LocalEngineOptions options, Dice dice)
    {
        var engine = await LocalEngine.OpenAsync(options, CancellationToken.None);
        return HookedEngine.Over(engine, new InterleavingHook(dice));
    }
}
