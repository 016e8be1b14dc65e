using Ossa.Simulation.Randomness;
using Ossa.Simulation.Running;
using Ossa.Simulation.Storage;
using Ossa.Storage;
using Ossa.Storage.InMemory;

namespace Ossa.Simulation.Breaking;

/// <summary>The simulation can fail: every engine here is broken in a way of its own, and each is caught.</summary>
public sealed class BrokenEngineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Stale_reads_are_caught(ulong seed) =>
        AssertCaught<ViolationException>(seed, (rows, dice) => new StaleReads(rows, dice));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Lost_writes_are_caught(ulong seed) =>
        AssertCaught<BrokenPromiseException>(seed, (rows, dice) => new LostWrites(rows, dice));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Ignored_guards_are_caught(ulong seed) =>
        AssertCaught<BrokenPromiseException>(seed, (rows, dice) => new IgnoredGuards(rows, dice));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Listings_that_miss_a_key_are_caught(ulong seed) =>
        AssertCaught<ViolationException>(seed, (rows, dice) => new MissingRows(rows, dice));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Bodies_of_other_objects_are_caught(ulong seed) =>
        AssertCaught<WrongAnswerException>(seed, (rows, dice) => new SwappedBodies(rows, dice));

    private static void AssertCaught<TException>(ulong seed, Func<IMetadataStore, Dice, IMetadataStore> breakRows)
        where TException : Exception
    {
        var dice = new Dice(seed);
        var sound = InMemoryEngine.Create();
        var broken = sound with { Metadata = breakRows(sound.Metadata, dice.Split()) };
        var interleaving = new InterleavingHook(dice.Split());
        var simulation = new SimulatedRun(dice)
        {
            // Where the engine itself notices damage, that is right and not yet the end.
            Tolerance = Tolerance.Damage,
            MaxBodyBytes = InMemorySimulationTests.MaxBodyBytes,
            OpenAsync = () => Task.FromResult(HookedEngine.Upon(broken, interleaving)),
            // The last look is at what is really there.
            OpenAtEndAsync = () => Task.FromResult(HookedEngine.Upon(sound, interleaving)),
        };
        Assert.ThrowsAny<TException>(() => SeededScheduler.Run(dice.Split(), simulation.RunAsync));
    }
}
