namespace Ossa.Engine.Checking;

/// <summary>How a store is checked.</summary>
public sealed record CheckOptions
{
    /// <summary>Only this bucket. What no bucket names is then not looked for.</summary>
    public string? Bucket { get; init; }

    /// <summary>Do not read the bytes of blobs: see only that they are there and as long as they should be.</summary>
    public bool Quick { get; init; }

    /// <summary>Put right what can be put right without a loss.</summary>
    public bool Repair { get; init; }

    /// <summary>Hears of every record and every run of bytes, on the thread of the check.</summary>
    public IProgress<CheckFigures>? Progress { get; init; }

    /// <summary>Awaited after every run of bytes that was read, with its length: whoever wants to go slowly waits here.</summary>
    public Func<int, CancellationToken, ValueTask> Pace { get; init; } = static (_, _) => ValueTask.CompletedTask;
}
