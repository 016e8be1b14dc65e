namespace Ossa.Engine.Archives;

/// <summary>The restoration of an archived object, from when it was asked for until it has run out.</summary>
/// <param name="ReadyAt">When the object can be read.</param>
/// <param name="ExpiresAt">When it no longer can.</param>
/// <param name="Tier">How urgent it was.</param>
public sealed record Restoration(DateTimeOffset ReadyAt, DateTimeOffset ExpiresAt, RestoreTier Tier)
{
    /// <summary>Whether the object is still being restored.</summary>
    public bool IsOngoing(DateTimeOffset now) => now < ReadyAt;

    /// <summary>Whether the object can be read.</summary>
    public bool IsRestored(DateTimeOffset now) => now >= ReadyAt && now < ExpiresAt;
}
