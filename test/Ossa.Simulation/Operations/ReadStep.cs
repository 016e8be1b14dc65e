using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>Someone saw this object, or that there was none.</summary>
internal sealed record ReadStep(ObjectState? Seen) : KeyStep
{
    public override bool Meets(ObjectState? before, out ObjectState? after)
    {
        after = before;
        return before == Seen;
    }

    public override string ToString() => $"saw {Seen?.ToString() ?? "nothing"}";
}
