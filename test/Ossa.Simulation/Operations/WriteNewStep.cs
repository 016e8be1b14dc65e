using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>A whole object was written to a key that was not taken.</summary>
internal sealed record WriteNewStep(ObjectState Written) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before) =>
        before.Current is null ? [before.PushNull(Written)] : [];

    public override string ToString() => $"wrote as new {Written}";
}
