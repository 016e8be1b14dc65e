namespace Ossa.Engine.Scrubbing;

/// <summary>A scrub that went through the whole store.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it was through.</param>
/// <param name="Objects">Records of objects, versions and parts that it verified.</param>
/// <param name="Bytes">Bytes of bodies that it read.</param>
/// <param name="Damaged">Damages that it found; 0 when all is well.</param>
public sealed record ScrubSummary(
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    long Objects,
    long Bytes,
    long Damaged
)
{
    /// <summary>How long it took.</summary>
    public TimeSpan Duration => EndedAt - StartedAt;
}
