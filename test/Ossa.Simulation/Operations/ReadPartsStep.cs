using Ossa.Engine.Multipart;
using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>Someone saw an upload that goes on, with exactly these parts.</summary>
internal sealed record ReadPartsStep(IReadOnlyList<PartSeen> Seen) : KeyStep
{
    public static ReadPartsStep Of(IEnumerable<PartRecord> parts) =>
        new([.. parts.Select(part => new PartSeen(part.Number, part.Size, part.Crc64))]);

    public override IEnumerable<PlaceState> After(PlaceState before) =>
        before.Versions.Count > 0 && before.Versions.Skip(1).Select(Told).SequenceEqual(Seen) ? [before] : [];

    public override string ToString() => $"saw parts {string.Join(", ", Seen)}";

    private static PartSeen Told(VersionState part) =>
        new(PutPartStep.NumberOf(part), part.Object!.Size, part.Object.Crc64);
}
