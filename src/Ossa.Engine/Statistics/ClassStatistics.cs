namespace Ossa.Engine.Statistics;

/// <summary>What a bucket holds in one storage class.</summary>
/// <param name="Objects">Objects, all versions counted.</param>
/// <param name="Bytes">Their bytes.</param>
public readonly record struct ClassStatistics(long Objects, long Bytes);
