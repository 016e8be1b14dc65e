using Ossa.Simulation.Model;

namespace Ossa.Simulation.Histories;

/// <summary>Something said, between two moments, that this is true of at least one of these places: a common prefix, a bucket that is not empty.</summary>
internal sealed record Sighting(
    string What,
    KeyStep Step,
    IReadOnlyList<Place> Places,
    string Client,
    long InvokedAt,
    long EndedAt
);
