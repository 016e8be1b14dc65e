using Ossa.Engine.Buckets;
using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>A write was answered with a version's name, which tells whether the bucket kept versions at that moment.</summary>
internal sealed record WroteUnderStep(bool Kept) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before) =>
        Kept == (before.Current?.Version == (long)VersioningState.Enabled) ? [before] : [];

    public override string ToString() => Kept ? "wrote a version of its own" : "wrote the version named null";
}
