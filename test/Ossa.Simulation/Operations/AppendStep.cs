using Ossa.Protocol.Access;
using Ossa.Protocol.Checksums;
using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>Bytes were appended at a position: a new object began, or one that ended there went on.</summary>
/// <param name="Position">The position.</param>
/// <param name="Version">The version of the object if it began with this.</param>
/// <param name="Size">How many bytes.</param>
/// <param name="Checksum">Their CRC-64.</param>
/// <param name="Id">The name of the version appended to; where nobody was answered, that of one that began: null for one that is not known.</param>
/// <param name="Left">What the answer says of the object; null where nobody was answered.</param>
internal sealed record AppendStep(long Position, long Version, long Size, ulong Checksum, string? Id, ObjectState? Left)
    : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before)
    {
        if (Appended(before) is not { } after || (Left is not null && after.Current != Left))
        {
            return [];
        }

        return Left is null || Id is null ? [after]
            : after.Named(0, Id) is { } named ? [named]
            : [];
    }

    public override string ToString() => $"appended {Size} bytes at {Position}, as {Id ?? "?"} it is {Left}";

    private PlaceState? Appended(PlaceState before)
    {
        if (before.Current is not { } current)
        {
            var begun = new ObjectState(Version, Size, Checksum, CannedAcl.Default, IsAppendable: true);
            return Position == 0 ? before.Push(Id, begun) : null;
        }

        var longer = current with { Size = current.Size + Size, Crc64 = Crc64.Combine(current.Crc64, Checksum, Size) };
        return current.IsAppendable && current.Size == Position
            ? before.Replace(0, before.Versions[0] with { Object = longer })
            : null;
    }
}
