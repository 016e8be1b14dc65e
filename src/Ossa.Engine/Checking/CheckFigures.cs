namespace Ossa.Engine.Checking;

/// <summary>How far a check has come.</summary>
/// <param name="Buckets">Buckets that were looked through.</param>
/// <param name="Records">Records of objects, versions and parts.</param>
/// <param name="Bytes">Bytes of bodies that were read.</param>
/// <param name="Findings">Damages found.</param>
/// <param name="Repaired">How many of them were put right.</param>
/// <param name="Unsettled">Buckets whose counters could not be compared, since they changed all the while.</param>
public readonly record struct CheckFigures(
    int Buckets,
    long Records,
    long Bytes,
    long Findings,
    long Repaired,
    int Unsettled
)
{
    /// <summary>Damages that are still there.</summary>
    public long Left => Findings - Repaired;
}
