using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>A whole object was written to a key that was not taken.</summary>
internal sealed record WriteNewStep(ObjectState Written) : KeyStep
{
    public override bool Meets(ObjectState? before, out ObjectState? after)
    {
        after = Written;
        return before is null;
    }

    public override string ToString() => $"wrote as new {Written}";
}
