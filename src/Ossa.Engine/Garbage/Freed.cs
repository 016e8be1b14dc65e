namespace Ossa.Engine.Garbage;

/// <summary>How much was freed.</summary>
/// <param name="Bodies">Blobs and rows of bodies.</param>
/// <param name="Bytes">What they held, as far as that is known.</param>
public readonly record struct Freed(long Bodies, long Bytes)
{
    /// <summary>Both together.</summary>
    public static Freed operator +(Freed left, Freed right) =>
        new(left.Bodies + right.Bodies, left.Bytes + right.Bytes);
}
