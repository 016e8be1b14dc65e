using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>A version was deleted for good. The answer says whether there was one of that name; null where nobody was answered.</summary>
internal sealed record DeleteVersionStep(string Id, bool? Existed) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before)
    {
        if (Existed != true && before.Versions.All(version => version.Id != Id))
        {
            yield return before;
        }

        for (var index = 0; index < before.Versions.Count; index++)
        {
            if (Existed != false && before.Named(index, Id) is not null)
            {
                yield return before.Without(index);
            }
        }
    }

    public override string ToString() => Existed == false ? $"found no {Id} to delete" : $"deleted {Id}";
}
