using Ossa.Engine;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Operations;
using Ossa.Simulation.Randomness;
using Ossa.Storage;

namespace Ossa.Simulation.Running;

/// <summary>
/// Many clients work on few keys, in rounds; between rounds the engine is closed and opened again. At the end everything is looked at once
/// more, and the history must be one that objects which take one operation after the other can have.
/// </summary>
internal sealed class SimulatedRun(Dice dice)
{
    public int Rounds { get; init; } = 1;

    public int Clients { get; init; } = 6;

    public int OperationsOfClient { get; init; } = 120;

    public Tolerance Tolerance { get; init; }

    /// <summary>Opens the engine for a round.</summary>
    public required Func<Task<StorageEngine>> OpenAsync { get; init; }

    /// <summary>Opens it without faults for the last look; null: as always.</summary>
    public Func<Task<StorageEngine>>? OpenAtEndAsync { get; init; }

    /// <summary>Something that happens while nothing runs and the engine is closed.</summary>
    public Action? BetweenRounds { get; init; }

    /// <summary>The blobs that are known to be damaged: every reading of one must tell, and no other may.</summary>
    public IReadOnlySet<BlobId>? Damaged { get; init; }

    /// <summary>Something to wait for at the end of a round, while the engine is open.</summary>
    public Func<Task> BeforeRoundEnds { get; init; } = () => Task.CompletedTask;

    /// <summary>Whether all is judged in the end. If not, it is left as the clients left it, for others to judge.</summary>
    public bool LooksAtEnd { get; init; } = true;

    public History History { get; init; } = new();

    /// <summary>Makes known what earlier runs on the same storage wrote.</summary>
    public Action<World> Recall { get; init; } = _ => { };

    /// <summary>Whether buckets come to keep versions.</summary>
    public bool KeepsVersions { get; init; }

    /// <summary>Whether buckets encrypt what is written to them, and master keys come and go.</summary>
    public bool Encrypts { get; init; }

    /// <summary>The largest body that clients write.</summary>
    public int MaxBodyBytes { get; init; } = Content.MaxLength;

    /// <summary>The number of the first write.</summary>
    public long FirstVersion { get; init; } = 1;

    /// <summary>Runs it all, and gives the world that is left; throws when anything was wrong.</summary>
    public async Task<World> RunAsync()
    {
        var world = new World(Tolerance, FirstVersion)
        {
            Engine = null!,
            History = History,
            MaxBodyBytes = MaxBodyBytes,
            KeepsVersions = KeepsVersions,
            Encrypts = Encrypts,
        };
        Recall(world);

        var clock = new WanderingClock(dice.Split());
        for (var round = 0; round < Rounds; round++)
        {
            await UseAsync(OpenAsync, world, clock, () => RunRoundAsync(world));
            BetweenRounds?.Invoke();
        }

        if (!LooksAtEnd)
        {
            return world;
        }

        await UseAsync(OpenAtEndAsync ?? OpenAsync, world, clock, () => new Audit(world, Damaged).RunAsync());
        var violations = world.History.FindViolations();
        return violations.Count == 0 ? world : throw new ViolationException(violations);
    }

    private static async Task UseAsync(Func<Task<StorageEngine>> open, World world, TimeProvider clock, Func<Task> use)
    {
        var opened = false;
        try
        {
            await using var opening = await open();
            var storage = opening with { Metadata = new TracedMetadataStore(opening.Metadata, world.Partitions) };
            world.Engine = await OssaEngine.OpenAsync(storage, new EngineOptions(), clock, CancellationToken.None);
            world.Storage = storage;
            opened = true;
            await use();
        }
        catch (IOException failure) when (!opened && world.Tolerance.Allows(failure))
        {
            // A fault may strike at the opening too; the next round tries again.
            world.CountFailure();
        }

        world.History.Settle();
    }

    private async Task RunRoundAsync(World world)
    {
        await CreateBucketOperation.CreateAsync(new Client(world, "setup", dice.Split()), KeySpace.Stable);
        var clients = Enumerable
            .Range(1, Clients)
            .Select(number => new Client(world, $"client {number}", dice.Split()))
            .ToArray();
        await Task.WhenAll(clients.Select(client => StartAsync(client, OperationsOfClient)));
        await BeforeRoundEnds();
    }

    /// <summary>A client that never waits would otherwise be done before the next one begins.</summary>
    private static async Task StartAsync(Client client, int operations)
    {
        await Task.Yield();
        await client.RunAsync(operations);
    }
}
