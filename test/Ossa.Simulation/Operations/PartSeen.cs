namespace Ossa.Simulation.Operations;

/// <summary>What a listing tells of a part.</summary>
internal sealed record PartSeen(int Number, long Size, ulong Crc64);
