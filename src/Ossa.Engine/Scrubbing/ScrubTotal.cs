namespace Ossa.Engine.Scrubbing;

/// <summary>What scrubs have done since the store was opened, the one under way included.</summary>
/// <param name="Objects">Records of objects, versions and parts that were verified.</param>
/// <param name="Bytes">Bytes of bodies that were read.</param>
/// <param name="Damaged">Damages found; what is still damaged is found again by each scrub.</param>
/// <param name="Failures">Scrubs that could not be brought to their end, or whose end could not be noted.</param>
public readonly record struct ScrubTotal(long Objects, long Bytes, long Damaged, long Failures);
