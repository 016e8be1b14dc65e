using Ossa.Simulation.Model;

namespace Ossa.Simulation.Histories;

/// <summary>The object was there.</summary>
internal sealed record ExistsStep : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before) => before.Current is not null ? [before] : [];
}
