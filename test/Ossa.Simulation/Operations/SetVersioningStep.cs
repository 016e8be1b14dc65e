using Ossa.Engine.Buckets;
using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>The bucket came to keep versions, or no longer to.</summary>
internal sealed record SetVersioningStep(VersioningState State) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before) =>
        [PlaceState.Empty.PushNull(ObjectState.Bucket with { Version = (long)State })];

    public override string ToString() => $"set {State}";
}
