using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>What can be here once only was deleted. The answer says whether it was there; null where nobody was answered.</summary>
internal sealed record DeleteStep(bool? Existed) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before) =>
        before.Versions.All(version => version.Id == VersionState.Null)
        && (Existed is null || Existed == before.Versions.Count > 0)
            ? [PlaceState.Empty]
            : [];

    public override string ToString() => Existed == false ? "found nothing to delete" : "deleted";
}
