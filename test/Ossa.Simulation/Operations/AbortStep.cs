using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>An upload was ended without an object. The answer says whether it went on until then; null where nobody was answered.</summary>
internal sealed record AbortStep(bool? Existed) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before) =>
        Existed is null || Existed == before.Versions.Count > 0 ? [PlaceState.Empty] : [];

    public override string ToString() => Existed == false ? "found nothing to abort" : "aborted";
}
