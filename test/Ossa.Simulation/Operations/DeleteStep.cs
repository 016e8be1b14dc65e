using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>The object was deleted. The answer says whether there was one; null where nobody was answered.</summary>
internal sealed record DeleteStep(bool? Existed) : KeyStep
{
    public override bool Meets(ObjectState? before, out ObjectState? after)
    {
        after = null;
        return Existed is null || Existed == before is not null;
    }

    public override string ToString() => Existed == false ? "found nothing to delete" : "deleted";
}
