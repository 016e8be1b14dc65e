using System.Collections.Concurrent;
using Ossa.Engine;
using Ossa.Engine.Objects;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Operations;
using Ossa.Storage;

namespace Ossa.Simulation.Running;

/// <summary>What all clients of a run share: the engine, the history, and which bodies were written.</summary>
internal sealed class World(Tolerance tolerance, long firstVersion = 1)
{
    private long _lastVersion = firstVersion - 1;
    private int _failures;
    private int _switching;

    /// <summary>The engine of this round; a crash or a failure ends a round.</summary>
    public required OssaEngine Engine { get; set; }

    /// <summary>What the engine stands on.</summary>
    public StorageEngine Storage { get; set; } = null!;

    public History History { get; init; } = new();

    /// <summary>The largest body that clients write.</summary>
    public int MaxBodyBytes { get; init; } = Content.MaxLength;

    /// <summary>Whether buckets come to keep versions in this run.</summary>
    public bool KeepsVersions { get; init; }

    /// <summary>Whether buckets encrypt what is written to them, and master keys come and go.</summary>
    public bool Encrypts { get; init; }

    public Tolerance Tolerance => tolerance;

    /// <summary>How many operations failed as this run tolerates.</summary>
    public int Failures => _failures;

    public BodyRegister Bodies { get; } = new();

    /// <summary>The uploads that were begun, ended or not.</summary>
    public ConcurrentQueue<BegunUpload> Uploads { get; } = new();

    /// <summary>All partitions that were ever written to.</summary>
    public ConcurrentDictionary<PartitionId, bool> Partitions { get; } = new();

    /// <summary>A number of its own for a write, before it is begun.</summary>
    public long NewVersion() => Interlocked.Increment(ref _lastVersion);

    /// <summary>The same for a write whose body is known.</summary>
    public long NewVersion(Content content, string? eTag = null)
    {
        var version = NewVersion();
        Bodies.AddWhole(version, content, eTag ?? content.ETag);
        return version;
    }

    public void CountFailure() => Interlocked.Increment(ref _failures);

    /// <summary>What has happened if a write has of which nobody was told.</summary>
    public KeyStep Unanswered(Func<string?, KeyStep> stepOfName) =>
        KeepsVersions ? new AnyStep([stepOfName(VersionState.Null), stepOfName(null)]) : stepOfName(VersionState.Null);

    /// <summary>
    /// Runs one switch of versioning at a time: of two at once the bucket may take writes under the first one again for a moment, until both have
    /// settled on the same.
    /// </summary>
    public async Task SwitchAloneAsync(Func<Task> act)
    {
        if (Interlocked.Exchange(ref _switching, 1) == 1)
        {
            return;
        }

        try
        {
            await act();
        }
        finally
        {
            Volatile.Write(ref _switching, 0);
        }
    }

    /// <summary>The body that a record's writes brought; throws where the record does not tell the same of it.</summary>
    public Content ContentOf(Place place, ObjectRecord record) => Bodies.Find(place, record);
}
