namespace Ossa.Engine.Lifecycle;

/// <summary>How to go over lifecycle rules.</summary>
public sealed record LifecycleRunOptions
{
    /// <summary>The only bucket to look at, or null for all.</summary>
    public string? Bucket { get; init; }

    /// <summary>Only say what would be done.</summary>
    public bool DryRun { get; init; }

    /// <summary>Of a dry run: the time to judge by, or null for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Of a dry run: how long from now the time to judge by is, where none is named.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Hears of each step, if somebody wants to.</summary>
    public Func<LifecycleStep, CancellationToken, ValueTask>? Report { get; init; }

    /// <summary>Hears how far the run has come, if somebody wants to.</summary>
    public IProgress<LifecycleFigures>? Progress { get; init; }

    /// <summary>Waits for as long as so many units of work may take, where the run has a pace.</summary>
    internal Func<int, CancellationToken, ValueTask>? Pace { get; init; }
}
