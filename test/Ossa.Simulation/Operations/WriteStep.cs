using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>A whole object was written, whatever was there before.</summary>
internal sealed record WriteStep(ObjectState Written) : KeyStep
{
    public override bool Meets(ObjectState? before, out ObjectState? after)
    {
        after = Written;
        return true;
    }

    public override string ToString() => $"wrote {Written}";
}
