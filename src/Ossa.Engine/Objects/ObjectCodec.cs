using System.Buffers.Binary;
using Ossa.Engine.Records;
using Ossa.Protocol.Access;
using Ossa.Storage;

namespace Ossa.Engine.Objects;

/// <summary>An object's record as bytes. Tags are forever: a new field takes a new tag. 11 and 12 are spent.</summary>
internal static class ObjectCodec
{
    private const byte Format = 1;

    public static byte[] Encode(ObjectRecord record)
    {
        Span<byte> body = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(body, record.Body.Id.Value);
        var writer = new RecordWriter(Format)
            .Number(1, record.Size)
            .Text(2, record.ETag)
            .Number(3, record.Crc64)
            .Number(4, record.LastModified.ToUnixTimeMilliseconds())
            .Number(5, record.Sequence)
            .Number(6, (ulong)record.Body.Kind)
            .Bytes(8, record.Md5)
            .Number(9, (ulong)record.Acl)
            .Text(10, record.StorageClass);
        if (record.Body.Kind != BodyKind.Empty)
        {
            writer.Bytes(7, body);
        }

        foreach (var (name, value) in record.Metadata.Headers)
        {
            writer.Pair(13, name, value);
        }

        foreach (var (name, value) in record.Metadata.User)
        {
            writer.Pair(14, name, value);
        }

        return writer.ToArray();
    }

    public static ObjectRecord Decode(ReadOnlySpan<byte> bytes)
    {
        long size = 0,
            modified = 0,
            sequence = 0;
        ulong crc = 0,
            acl = 0;
        string etag = "",
            storageClass = "";
        byte[] md5 = [];
        var kind = BodyKind.Empty;
        BlobId id = default;
        List<KeyValuePair<string, string>> headers = [],
            user = [];
        var reader = new RecordReader(bytes, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    size = (long)reader.Number();
                    break;
                case 2:
                    etag = reader.Text();
                    break;
                case 3:
                    crc = reader.Number();
                    break;
                case 4:
                    modified = (long)reader.Number();
                    break;
                case 5:
                    sequence = (long)reader.Number();
                    break;
                case 6:
                    kind = (BodyKind)reader.Number();
                    break;
                case 7:
                    id = new BlobId(BinaryPrimitives.ReadUInt128BigEndian(reader.Value));
                    break;
                case 8:
                    md5 = reader.Value.ToArray();
                    break;
                case 9:
                    acl = reader.Number();
                    break;
                case 10:
                    storageClass = reader.Text();
                    break;
                case 13:
                    headers.Add(reader.Pair());
                    break;
                case 14:
                    user.Add(reader.Pair());
                    break;
            }
        }
        return new ObjectRecord
        {
            Size = size,
            ETag = etag,
            Crc64 = crc,
            LastModified = DateTimeOffset.FromUnixTimeMilliseconds(modified),
            Sequence = sequence,
            Body = new BodyLocation(kind, id),
            Md5 = md5,
            Acl = (CannedAcl)acl,
            StorageClass = storageClass,
            Metadata = new ObjectMetadata(headers, user),
        };
    }
}
