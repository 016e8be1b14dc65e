using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>Someone asked for a version by its name and saw this object, or none: it is not there or a delete marker.</summary>
internal sealed record ReadVersionStep(string Id, ObjectState? Seen) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before)
    {
        if (Seen is null)
        {
            return before.Versions.Any(version => version.Id == Id && version.Object is not null) ? [] : [before];
        }

        return Enumerable
            .Range(0, before.Versions.Count)
            .Where(index => before.Versions[index].Object == Seen)
            .Select(index => before.Named(index, Id))
            .OfType<PlaceState>();
    }

    public override string ToString() => $"saw {Seen?.ToString() ?? "nothing"} as {Id}";
}
