namespace Ossa.Engine.Statistics;

/// <summary>What a bucket holds in one storage class.</summary>
/// <param name="Objects">Objects, all versions counted.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="BilledBytes">The bytes that the service bills for them: see <see cref="Ossa.Engine.Objects.StorageClasses.BilledBytes"/>.</param>
/// <param name="Parts">The parts of uploads to this class that have not ended.</param>
/// <param name="PartBytes">The bytes of these parts.</param>
public readonly record struct ClassStatistics(long Objects, long Bytes, long BilledBytes, long Parts, long PartBytes);
