using Ossa.Engine.Versions;
using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>Someone saw all versions of a key: exactly these, in this order.</summary>
internal sealed record ReadVersionsStep(IReadOnlyList<VersionState> Seen) : KeyStep
{
    public static ReadVersionsStep Of(IEnumerable<ListedVersion> listed) =>
        new([
            .. listed.Select(entry => new VersionState(entry.Record.Version.ToString(), ObjectState.Of(entry.Record))),
        ]);

    public override IEnumerable<PlaceState> After(PlaceState before)
    {
        if (before.Versions.Count != Seen.Count)
        {
            yield break;
        }

        PlaceState? named = before;
        for (var index = 0; index < Seen.Count && named is not null; index++)
        {
            named = named.Versions[index].Object == Seen[index].Object ? named.Named(index, Seen[index].Id!) : null;
        }

        if (named is not null)
        {
            yield return named;
        }
    }

    public override string ToString() => $"saw all versions: {new PlaceState(Seen)}";
}
