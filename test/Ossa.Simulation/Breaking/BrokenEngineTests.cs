using Ossa.Protocol.Errors;
using Ossa.Simulation.Randomness;
using Ossa.Simulation.Running;
using Ossa.Simulation.Storage;
using Ossa.Storage;
using Ossa.Storage.InMemory;

namespace Ossa.Simulation.Breaking;

/// <summary>The simulation can fail: every engine here is broken in a way of its own, and each is caught.</summary>
public sealed class BrokenEngineTests
{
    private const int Attempts = 5;

    [Fact]
    public void Stale_reads_are_caught() => AssertCaught((rows, dice) => new StaleReads(rows, dice));

    [Fact]
    public void Lost_writes_are_caught() => AssertCaught((rows, dice) => new LostWrites(rows, dice));

    [Fact]
    public void Ignored_guards_are_caught() => AssertCaught((rows, dice) => new IgnoredGuards(rows, dice));

    [Fact]
    public void Listings_that_miss_a_key_are_caught() => AssertCaught((rows, dice) => new MissingRows(rows, dice));

    [Fact]
    public void Bodies_of_other_objects_are_caught() =>
        AssertCaught(
            (rows, dice) => new SwappedBodies(rows, dice),
            // The part that a client copies from the body of another object is not what the client says it is.
            caught => caught is OssException refused && refused.Error == OssErrors.InvalidCrc64
        );

    /// <summary>Now and then a run meets nothing of it, or breaks the bucket at once; several in a row do not.</summary>
    private static void AssertCaught(
        Func<IMetadataStore, Dice, IMetadataStore> breakRows,
        Func<Exception, bool>? isNoticed = null
    ) => Assert.Contains(Enumerable.Range(1, Attempts), attempt => IsCaught((ulong)attempt, breakRows, isNoticed));

    private static bool IsCaught(
        ulong seed,
        Func<IMetadataStore, Dice, IMetadataStore> breakRows,
        Func<Exception, bool>? isNoticed
    )
    {
        var dice = new Dice(seed);
        var sound = InMemoryEngine.Create();
        var broken = sound with { Metadata = breakRows(sound.Metadata, dice.Split()) };
        var interleaving = new InterleavingHook(dice.Split());
        var simulation = new SimulatedRun(dice)
        {
            // Where the engine itself notices damage, that is right and not yet the end.
            Tolerance = Tolerance.Damage,
            KeepsVersions = seed % 2 == 0,
            MaxBodyBytes = InMemorySimulationTests.MaxBodyBytes,
            OpenAsync = () => Task.FromResult(HookedEngine.Upon(broken, interleaving)),
            // The last look is at what is really there.
            OpenAtEndAsync = () => Task.FromResult(HookedEngine.Upon(sound, interleaving)),
        };
        try
        {
            SeededScheduler.Run(dice.Split(), simulation.RunAsync);
            return false;
        }
        // A body that is no manifest where one should be, or is missing, the engine notices by itself, also at the last look.
        catch (Exception caught)
            when (caught is BrokenPromiseException or IOException or InvalidDataException
                || isNoticed?.Invoke(caught) == true
            )
        {
            return true;
        }
    }
}
