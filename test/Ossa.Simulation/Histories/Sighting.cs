using Ossa.Simulation.Model;

namespace Ossa.Simulation.Histories;

/// <summary>Something said, between two moments, that at least one of these keys exists: a common prefix, a bucket that is not empty.</summary>
internal sealed record Sighting(string What, IReadOnlyList<Place> Places, string Client, long InvokedAt, long EndedAt);
