using System.Text;
using Ossa.Engine.Encryption;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Protocol.Access;
using Ossa.Storage;

namespace Ossa.Engine.Multipart;

/// <summary>An upload's record as bytes. Tags are forever: a new field takes a new tag.</summary>
internal static class UploadCodec
{
    private const byte Format = 1;

    public static byte[] Encode(UploadRecord upload)
    {
        var writer = new RecordWriter(Format)
            .Number(1, upload.InitiatedAt.ToUnixTimeMilliseconds())
            .Number(2, (ulong)upload.Wanted.Acl)
            .Text(3, upload.Wanted.StorageClass)
            .Flag(4, upload.Wanted.ForbidOverwrite);
        foreach (var (name, value) in upload.Wanted.Metadata.Headers)
        {
            writer.Pair(5, name, value);
        }

        foreach (var (name, value) in upload.Wanted.Metadata.User)
        {
            writer.Pair(6, name, value);
        }

        foreach (var (tag, value) in upload.Wanted.Tags)
        {
            writer.Pair(7, tag, value);
        }

        EncryptionCodec.Write(writer, upload.Wanted.Encryption);
        return writer.ToArray();
    }

    /// <summary>Reads a row; key and id are in its name.</summary>
    public static UploadRecord Decode(ReadOnlySpan<byte> name, ReadOnlySpan<byte> row)
    {
        if (!BlobId.TryParse(Encoding.ASCII.GetString(name[^BlobId.TextLength..]), out var id))
        {
            throw new InvalidDataException("The row of an upload does not end in its id.");
        }

        DateTimeOffset initiated = default;
        var wanted = new NewObject();
        List<KeyValuePair<string, string>> headers = [],
            user = [],
            tags = [];
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    initiated = DateTimeOffset.FromUnixTimeMilliseconds((long)reader.Number());
                    break;
                case 2:
                    wanted = wanted with { Acl = (CannedAcl)reader.Number() };
                    break;
                case 3:
                    wanted = wanted with { StorageClass = reader.Text() };
                    break;
                case 4:
                    wanted = wanted with { ForbidOverwrite = reader.Flag() };
                    break;
                case 5:
                    headers.Add(reader.Pair());
                    break;
                case 6:
                    user.Add(reader.Pair());
                    break;
                case 7:
                    tags.Add(reader.Pair());
                    break;
                case EncryptionCodec.AlgorithmTag:
                case EncryptionCodec.KeyNameTag:
                    wanted = wanted with { Encryption = EncryptionCodec.Read(ref reader, wanted.Encryption) };
                    break;
            }
        }
        var key = Encoding.UTF8.GetString(RowKeys.KeyOfUpload(name));
        return new UploadRecord(
            key,
            new UploadId(id),
            initiated,
            wanted with
            {
                Metadata = new ObjectMetadata(headers, user),
                Tags = tags,
            }
        );
    }
}
