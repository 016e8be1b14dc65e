using Ossa.Simulation.Faults;
using Ossa.Simulation.Randomness;
using Ossa.Simulation.Running;
using Ossa.Simulation.Storage;
using Ossa.Storage;
using Ossa.Storage.Checking;
using Ossa.Storage.InMemory;

namespace Ossa.Simulation;

/// <summary>The engine over storage in memory. One thread runs it all, so that a seed gives the same run again; only the
/// ids of blobs and buckets are random each time, which rarely matters to the order of things.</summary>
public sealed class InMemorySimulationTests
{
    /// <summary>Larger bodies go to files, whose answers come when they like.</summary>
    internal const int MaxBodyBytes = 200_000;

    private const int Runs = 8;
    private const double GuardFailureRate = 0.2;

    [Fact]
    public Task Every_history_of_the_engine_in_memory_is_linearizable() =>
        Seeds.ForEachAsync(Runs, seed => RunAsync(seed, engine => engine));

    [Fact]
    public Task Every_history_is_linearizable_when_guards_fail_for_no_reason() =>
        Seeds.ForEachAsync(Runs, seed => RunAsync(seed, engine => CheckingEngine.Over(engine, seed, GuardFailureRate)));

    [Fact]
    public Task What_storage_that_fails_and_closes_has_answered_stays_true() =>
        Seeds.ForEachAsync(Runs, seed => RunWithFaultsAsync(seed, encrypts: false));

    [Fact]
    public Task Every_history_of_encrypted_buckets_is_linearizable_while_master_keys_come_and_go() =>
        Seeds.ForEachAsync(Runs, seed => RunAsync(seed, engine => engine, encrypts: true));

    [Fact]
    public Task What_encrypted_storage_that_fails_has_answered_stays_true_while_master_keys_come_and_go() =>
        Seeds.ForEachAsync(Runs, seed => RunWithFaultsAsync(seed, encrypts: true));

    private static async Task RunAsync(ulong seed, Func<StorageEngine, StorageEngine> wrap, bool encrypts = false)
    {
        var dice = new Dice(seed);
        await using var engine = InMemoryEngine.Create();
        var hook = new InterleavingHook(dice.Split());
        var simulation = new SimulatedRun(dice)
        {
            MaxBodyBytes = MaxBodyBytes,
            KeepsVersions = seed % 2 == 0,
            Encrypts = encrypts,
            OpenAsync = () => Task.FromResult(HookedEngine.Upon(wrap(engine), hook)),
        };
        Run(simulation, dice);
    }

    private static async Task RunWithFaultsAsync(ulong seed, bool encrypts)
    {
        var dice = new Dice(seed);
        await using var engine = InMemoryEngine.Create();
        var hook = new InterleavingHook(dice.Split());
        var rates = new FaultRates
        {
            Error = 60,
            Full = 40,
            LostWrite = 150,
            LostAnswer = 150,
        };
        var simulation = new SimulatedRun(dice)
        {
            MaxBodyBytes = MaxBodyBytes,
            KeepsVersions = seed % 2 == 0,
            Encrypts = encrypts,
            Rounds = 10,
            Tolerance = Tolerance.Full | Tolerance.Broken,
            OpenAsync = () =>
            {
                var faults = new FaultHook(dice.Split(), rates, hook);
                return Task.FromResult(HookedEngine.Upon(engine, faults, () => faults.ReadOnlyReason));
            },
            OpenAtEndAsync = () => Task.FromResult(HookedEngine.Upon(engine, hook)),
        };
        var world = Run(simulation, dice);
        Assert.True(world.Failures > 0, "No operation failed.");
    }

    private static World Run(SimulatedRun simulation, Dice dice)
    {
        World? world = null;
        SeededScheduler.Run(dice.Split(), async () => world = await simulation.RunAsync());
        // Otherwise nothing was tried.
        Assert.True(world!.History.Count > 500, $"Only {world.History.Count} events were noted.");
        return world;
    }
}
