namespace Ossa.Engine;

/// <summary>What an operator may set of a store; the defaults are the service's limits.</summary>
public sealed record EngineOptions
{
    /// <summary>The largest body of one upload, part or append, in bytes.</summary>
    public long MaxBodyBytes { get; init; } = Limits.MaxBodyBytes;

    /// <summary>The most bytes that a bucket may hold, all versions and parts together; null for no bound.</summary>
    public long? MaxBucketBytes { get; init; }

    /// <summary>The most objects that a bucket may hold, all versions counted; null for no bound.</summary>
    public long? MaxBucketObjects { get; init; }

    /// <summary>How long after its start an upload in parts is given up and freed; null for never.</summary>
    public TimeSpan? AbandonUploadsAfter { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long after the start of a scrub the next one begins; null for never.</summary>
    public TimeSpan? ScrubInterval { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How much a scrub reads, in bytes a second.</summary>
    public long ScrubBytesPerSecond { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long after the start of a run over lifecycle rules the next one begins; null for never.</summary>
    public TimeSpan? LifecycleInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often it is written when access keys were used last, each key's at most once; null for never.</summary>
    public TimeSpan? KeyUseInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long the restoration of an archived object takes. There is no archive behind it: the time is simulated, so that programs meet what
    /// they meet at the service, where it takes minutes to days.
    /// </summary>
    public TimeSpan RestoreDelay { get; init; } = TimeSpan.FromSeconds(10);
}
