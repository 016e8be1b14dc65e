using Ossa.Simulation.Model;

namespace Ossa.Simulation.Histories;

/// <summary>Some version was there, or an upload went on: a bucket with it is not empty.</summary>
internal sealed record HasVersionsStep : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before) => before.Versions.Count > 0 ? [before] : [];
}
