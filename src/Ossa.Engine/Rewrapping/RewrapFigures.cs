namespace Ossa.Engine.Rewrapping;

/// <summary>What came of wrapping keys anew.</summary>
/// <param name="Read">Records that were looked at.</param>
/// <param name="Rewrapped">Records whose keys a present master key wraps since.</param>
/// <param name="Failed">Records whose keys could not be read or wrapped anew; they are as they were.</param>
public readonly record struct RewrapFigures(long Read, long Rewrapped, long Failed)
{
    /// <summary>Both together.</summary>
    public static RewrapFigures operator +(RewrapFigures left, RewrapFigures right) =>
        new(left.Read + right.Read, left.Rewrapped + right.Rewrapped, left.Failed + right.Failed);
}
