namespace Ossa.Engine.Checking;

/// <summary>How a store is checked.</summary>
public sealed record CheckOptions
{
    /// <summary>Only this bucket. What no bucket names is then not looked for.</summary>
    public string? Bucket { get; init; }

    /// <summary>Do not read the bytes of blobs: see only that they are there and as long as they should be.</summary>
    public bool Quick { get; init; }

    /// <summary>
    /// Look only at records and what they describe. Counters and what nothing names are left out, since to see those a set of all names
    /// has to be kept in memory.
    /// </summary>
    public bool RecordsOnly { get; init; }

    /// <summary>Put right what can be put right without a loss.</summary>
    public bool Repair { get; init; }

    /// <summary>Hears of every record and every run of bytes, on the thread of the check.</summary>
    public IProgress<CheckFigures>? Progress { get; init; }

    /// <summary>
    /// Awaited after all that was read, with what that took, in bytes: the length of a run of bytes, a block of a disk for each row.
    /// Whoever wants to go slowly waits here; nothing is held meanwhile that would keep space from being freed.
    /// </summary>
    public Func<int, CancellationToken, ValueTask> Pace { get; init; } = static (_, _) => ValueTask.CompletedTask;
}
