using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>One of several things happened, and nobody was told which.</summary>
internal sealed record AnyStep(IReadOnlyList<KeyStep> Steps) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before) => Steps.SelectMany(step => step.After(before));

    public override string ToString() => $"any of: {string.Join("; ", Steps)}";
}
