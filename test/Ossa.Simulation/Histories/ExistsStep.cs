using Ossa.Simulation.Model;

namespace Ossa.Simulation.Histories;

/// <summary>The object was there.</summary>
internal sealed record ExistsStep : KeyStep
{
    public override bool Meets(ObjectState? before, out ObjectState? after)
    {
        after = before;
        return before is not null;
    }
}
