using System.Buffers.Binary;
using Ossa.Engine.Encryption;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Multipart;

/// <summary>A part's record as bytes. Tags are forever: a new field takes a new tag.</summary>
internal static class PartCodec
{
    private const byte Format = 1;

    public static byte[] Encode(PartRecord part) =>
        new RecordWriter(Format)
            .Number(1, part.Size)
            .Text(2, part.ETag)
            .Number(3, part.Crc64)
            .Number(4, part.LastModified.ToUnixTimeMilliseconds())
            .Number(5, part.Body.StoredKind)
            .Id(6, part.Body.Id)
            .Bytes(EncryptionCodec.WrappedKeyTag, part.Body.Key is { } key ? key.Bytes : default)
            .ToArray();

    /// <summary>Reads a row; the part's number is in its name.</summary>
    public static PartRecord Decode(ReadOnlySpan<byte> name, ReadOnlySpan<byte> row)
    {
        var part = new PartRecord(BinaryPrimitives.ReadUInt16BigEndian(name[^2..]), 0, "", 0, default, default);
        ulong kind = 0;
        BlobId id = default;
        WrappedKey? key = null;
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    part = part with { Size = (long)reader.Number() };
                    break;
                case 2:
                    part = part with { ETag = reader.Text() };
                    break;
                case 3:
                    part = part with { Crc64 = reader.Number() };
                    break;
                case 4:
                    part = part with { LastModified = DateTimeOffset.FromUnixTimeMilliseconds((long)reader.Number()) };
                    break;
                case 5:
                    kind = reader.Number();
                    break;
                case 6:
                    id = reader.Id();
                    break;
                case EncryptionCodec.WrappedKeyTag:
                    key = WrappedKey.Read(reader.Value);
                    break;
            }
        }
        return part with { Body = BodyLocation.Read(kind, id, holder: default, key) };
    }
}
