namespace Ossa.Engine.Lifecycle;

/// <summary>What runs over lifecycle rules have done since the store was opened.</summary>
public readonly record struct LifecycleTotal
{
    /// <summary>Runs that went over all that they should.</summary>
    public long Runs { get; init; }

    /// <summary>Buckets that a run could not go over to the end.</summary>
    public long Failures { get; init; }

    /// <summary>What they did.</summary>
    public LifecycleFigures Figures { get; init; }

    /// <summary>When the last run ended; null before the first.</summary>
    public DateTimeOffset? LastEndedAt { get; init; }
}
