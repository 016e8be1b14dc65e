using Ossa.Protocol.Checksums;
using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>An upload became an object, of the parts with these numbers or (null) of all; the answer, if there was one, tells of the whole.</summary>
internal sealed record CompleteStep(IReadOnlyList<int>? Numbers, long? Size, ulong? Checksum) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before)
    {
        var parts = before
            .Versions.Skip(1)
            .Where(part => Numbers?.Contains(PutPartStep.NumberOf(part)) != false)
            .Select(part => part.Object!)
            .ToList();
        var isPossible =
            parts.Count > 0
            && (Numbers is null || parts.Count == Numbers.Count)
            && (Size is null || Size == parts.Sum(part => part.Size))
            && (Checksum is null || Checksum == Whole(parts));
        return isPossible ? [PlaceState.Empty] : [];
    }

    public override string ToString() =>
        $"completed {(Numbers is null ? "all parts" : string.Join(", ", Numbers))} to {Size} bytes";

    private static ulong Whole(IEnumerable<ObjectState> parts) =>
        parts.Aggregate(Crc64.Empty, (crc, part) => Crc64.Combine(crc, part.Crc64, part.Size));
}
