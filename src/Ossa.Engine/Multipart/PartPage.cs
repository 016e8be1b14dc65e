namespace Ossa.Engine.Multipart;

/// <summary>A page of an upload's parts, in the order of their numbers.</summary>
/// <param name="Parts">The parts.</param>
/// <param name="IsTruncated">Whether more parts follow.</param>
public sealed record PartPage(IReadOnlyList<PartRecord> Parts, bool IsTruncated);
