using Ossa.Engine.Archives;
using Ossa.Engine.Encryption;
using Ossa.Engine.Records;
using Ossa.Protocol.Access;
using Ossa.Storage;

namespace Ossa.Engine.Objects;

/// <summary>An object's record as bytes. Tags are forever: a new field takes a new tag. Nothing writes 11 and 12 any more.</summary>
internal static class ObjectCodec
{
    private const byte Format = 1;

    public static byte[] Encode(ObjectRecord record)
    {
        var writer = new RecordWriter(Format)
            .Number(1, record.Size)
            .Text(2, record.ETag)
            .Number(3, record.Crc64)
            .Number(4, record.LastModified.ToUnixTimeMilliseconds())
            .Number(5, record.Sequence)
            .Number(6, record.Body.StoredKind)
            .Bytes(8, record.Md5)
            .Number(9, (ulong)record.Acl)
            .Text(10, record.StorageClass)
            .Id(7, record.Body.Id)
            .Id(13, record.Body.Holder)
            .Number(14, (ulong)record.Type)
            .Flag(15, record.IsNumbered)
            .Flag(16, record.IsDeleteMarker)
            .Text(20, record.SymlinkTarget)
            .Number(24, record.SealedAt?.ToUnixTimeMilliseconds() ?? 0)
            .Number(40, record.TransitionedAt?.ToUnixTimeMilliseconds() ?? 0)
            .Bytes(EncryptionCodec.WrappedKeyTag, record.Body.Key is { } wrapped ? wrapped.Bytes : default);
        EncryptionCodec.Write(writer, record.Encryption);

        if (record.Restoration is { } restoration)
        {
            writer
                .Number(21, restoration.ReadyAt.ToUnixTimeMilliseconds())
                .Number(22, restoration.ExpiresAt.ToUnixTimeMilliseconds())
                .Number(23, (ulong)restoration.Tier);
        }

        foreach (var (name, value) in record.Metadata.Headers)
        {
            writer.Pair(17, name, value);
        }

        foreach (var (name, value) in record.Metadata.User)
        {
            writer.Pair(18, name, value);
        }

        foreach (var (key, value) in record.Tags)
        {
            writer.Pair(19, key, value);
        }

        return writer.ToArray();
    }

    public static ObjectRecord Decode(ReadOnlySpan<byte> bytes)
    {
        long size = 0,
            modified = 0,
            sequence = 0,
            readyAt = 0,
            expiresAt = 0,
            sealedAt = 0,
            transitionedAt = 0;
        ulong crc = 0,
            acl = 0,
            type = 0,
            tier = 0,
            kind = 0;
        bool numbered = false,
            marker = false;
        string etag = "",
            storageClass = "",
            symlinkTarget = "";
        byte[] md5 = [];
        BlobId id = default,
            holder = default;
        WrappedKey? key = null;
        ObjectEncryption? encryption = null;
        // Most objects have none of these, and a page of a listing has a thousand objects.
        List<KeyValuePair<string, string>>? headers = null,
            user = null,
            tags = null;
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
                    kind = reader.Number();
                    break;
                case 7:
                    id = reader.Id();
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
                case 11:
                    (headers ??= []).Add(reader.NestedPair());
                    break;
                case 12:
                    (user ??= []).Add(reader.NestedPair());
                    break;
                case 13:
                    holder = reader.Id();
                    break;
                case 14:
                    type = reader.Number();
                    break;
                case 15:
                    numbered = reader.Flag();
                    break;
                case 16:
                    marker = reader.Flag();
                    break;
                case 17:
                    (headers ??= []).Add(reader.Pair());
                    break;
                case 18:
                    (user ??= []).Add(reader.Pair());
                    break;
                case 19:
                    (tags ??= []).Add(reader.Pair());
                    break;
                case 20:
                    symlinkTarget = reader.Text();
                    break;
                case 21:
                    readyAt = (long)reader.Number();
                    break;
                case 22:
                    expiresAt = (long)reader.Number();
                    break;
                case 23:
                    tier = reader.Number();
                    break;
                case 24:
                    sealedAt = (long)reader.Number();
                    break;
                case 40:
                    transitionedAt = (long)reader.Number();
                    break;
                case EncryptionCodec.AlgorithmTag:
                case EncryptionCodec.KeyNameTag:
                    encryption = EncryptionCodec.Read(ref reader, encryption);
                    break;
                case EncryptionCodec.WrappedKeyTag:
                    key = WrappedKey.Read(reader.Value);
                    break;
            }
        }
        return new ObjectRecord
        {
            Size = size,
            ETag = etag,
            Crc64 = crc,
            LastModified = At(modified),
            Sequence = sequence,
            Body = BodyLocation.Read(kind, id, holder, key),
            Encryption = encryption,
            Type = (ObjectType)type,
            SymlinkTarget = symlinkTarget,
            SealedAt = sealedAt == 0 ? null : At(sealedAt),
            TransitionedAt = transitionedAt == 0 ? null : At(transitionedAt),
            IsNumbered = numbered,
            IsDeleteMarker = marker,
            Md5 = md5,
            Acl = (CannedAcl)acl,
            StorageClass = storageClass,
            Restoration = expiresAt == 0 ? null : new Restoration(At(readyAt), At(expiresAt), (RestoreTier)tier),
            Metadata =
                headers is null && user is null ? ObjectMetadata.Empty : new ObjectMetadata(headers ?? [], user ?? []),
            Tags = tags ?? [],
        };
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
