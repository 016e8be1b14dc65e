using System.Text;
using Ossa.Engine.Bodies;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>
/// Something that no record uses: no longer, as a row of the garbage queue, or not yet, as an intent. The row's name says all that is
/// needed to free it, and freeing it twice does no harm.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The blob, the manifest or the upload.</param>
/// <param name="Holder">Of a blob: the holder that lets go of it; zero for its creator.</param>
internal readonly record struct GarbageItem(GarbageKind Kind, BlobId Id, BlobId Holder = default)
{
    private const int MarkLength = 2;

    /// <summary>The item for a body in a blob or in several pieces.</summary>
    public static GarbageItem Of(BodyLocation location) =>
        location.Kind == BodyKind.Manifest
            ? new(GarbageKind.Manifest, location.Id)
            : new(GarbageKind.Blob, location.Id, location.Holder);

    /// <summary>Of a blob: what is held of it.</summary>
    /// <param name="bytes">How many bytes it has, as far as that is known.</param>
    public Piece Blob(long bytes) => new(new BodyLocation(BodyKind.Blob, Id, Holder), bytes, Crc64: 0);

    /// <summary>The row of the queue.</summary>
    public byte[] GarbageRow() => Row(RowKeys.GarbagePrefix);

    /// <summary>The row of an intent.</summary>
    public byte[] IntentRow() => Row(RowKeys.IntentPrefix);

    /// <summary>Reads what follows the prefix in a row's name.</summary>
    public static GarbageItem Parse(ReadOnlySpan<byte> name)
    {
        var text = Encoding.ASCII.GetString(name);
        GarbageKind? marked =
            text.StartsWith("m/", StringComparison.Ordinal) ? GarbageKind.Manifest
            : text.StartsWith("u/", StringComparison.Ordinal) ? GarbageKind.Upload
            : null;
        var ids = (marked is null ? text : text[MarkLength..]).Split('/');
        BlobId holder = default;
        if (!BlobId.TryParse(ids[0], out var id) || (ids.Length > 1 && !BlobId.TryParse(ids[1], out holder)))
        {
            throw new InvalidDataException($"'{text}' is no item of the garbage queue.");
        }

        return new GarbageItem(marked ?? GarbageKind.Blob, id, holder);
    }

    private byte[] Row(byte[] prefix)
    {
        var mark = Kind switch
        {
            GarbageKind.Manifest => "m/",
            GarbageKind.Upload => "u/",
            _ => "",
        };
        var holder = Holder == default ? "" : "/" + Holder;
        return [.. prefix, .. Encoding.ASCII.GetBytes(mark + Id + holder)];
    }
}
