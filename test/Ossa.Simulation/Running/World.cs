using System.Collections.Concurrent;
using Ossa.Engine;
using Ossa.Engine.Objects;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Storage;

namespace Ossa.Simulation.Running;

/// <summary>What all clients of a run share: the engine, the history, and which body each version was written with.</summary>
internal sealed class World(Tolerance tolerance, long firstVersion = 1)
{
    private readonly ConcurrentDictionary<long, Content> _contents = new();
    private long _lastVersion = firstVersion - 1;
    private int _failures;

    /// <summary>The engine of this round; a crash or a failure ends a round.</summary>
    public required OssaEngine Engine { get; set; }

    /// <summary>What the engine stands on.</summary>
    public StorageEngine Storage { get; set; } = null!;

    public History History { get; init; } = new();

    /// <summary>The largest body that clients write.</summary>
    public int MaxBodyBytes { get; init; } = Content.MaxLength;

    public Tolerance Tolerance => tolerance;

    /// <summary>How many operations failed as this run tolerates.</summary>
    public int Failures => _failures;

    /// <summary>The bodies of all versions.</summary>
    public IReadOnlyDictionary<long, Content> Contents => _contents;

    /// <summary>A version of its own for a write, before it is begun.</summary>
    public long NewVersion(Content content)
    {
        var version = Interlocked.Increment(ref _lastVersion);
        Register(version, content);
        return version;
    }

    /// <summary>Makes known what an earlier process wrote.</summary>
    public void Register(long version, Content content) => _contents[version] = content;

    public void CountFailure() => Interlocked.Increment(ref _failures);

    /// <summary>The body that a record's write brought; throws where the record does not tell the same of it.</summary>
    public Content ContentOf(ObjectRecord record)
    {
        var state = ObjectState.Of(record)!;
        if (!_contents.TryGetValue(state.Version, out var content))
        {
            throw new WrongAnswerException($"The record of {state} is of a version that nobody wrote.");
        }

        if (record.Size != content.Length || record.Crc64 != content.Crc64 || record.ETag != content.ETag)
        {
            throw new WrongAnswerException(
                $"The record of {state} with ETag {record.ETag} does not describe the {content.Length} bytes "
                    + $"with CRC-64 {content.Crc64} and ETag {content.ETag} that were written."
            );
        }

        return content;
    }
}
