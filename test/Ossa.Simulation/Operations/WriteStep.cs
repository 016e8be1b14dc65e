using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>A whole object was written, whatever was there before, as a version of this name; null for one of its own that is not known.</summary>
internal sealed record WriteStep(ObjectState Written, string? Id = VersionState.Null) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before) => [before.Push(Id, Written)];

    public override string ToString() => $"wrote {Written} as {Id ?? "?"}";
}
