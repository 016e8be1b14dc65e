using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>A delete marker was put over the key; without an answer its name is not known.</summary>
internal sealed record AddMarkerStep(string? Id) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before) => [before.Push(Id, null)];

    public override string ToString() => $"deleted with marker {Id ?? "?"}";
}
