using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Versions;

namespace Ossa.Engine.Objects;

/// <summary>What an object to be made consists of: durable bytes, and what is known of them.</summary>
/// <param name="Body">Where the bytes are.</param>
/// <param name="Size">How many there are.</param>
/// <param name="Crc64">The CRC-64/XZ of all of them.</param>
internal sealed record ObjectContent(BodyLocation Body, long Size, ulong Crc64)
{
    /// <summary>The entity tag without quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>The MD5 of all bytes, or empty where it is not known.</summary>
    public byte[] Md5 { get; init; } = [];

    /// <summary>How the body is encrypted; null where it is not.</summary>
    public ObjectEncryption? Encryption { get; init; }

    /// <summary>How the object comes to be.</summary>
    public ObjectType Type { get; init; }

    /// <summary>The key that a symbolic link names; empty for every other object.</summary>
    public string SymlinkTarget { get; init; } = "";

    /// <summary>The record of the object as the next version of its key.</summary>
    public async ValueTask<ObjectRecord> DescribeAsync(
        Bucket bucket,
        NewObject wanted,
        KeyChange change,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        new()
        {
            Size = Size,
            ETag = ETag,
            Crc64 = Crc64,
            LastModified = WholeMilliseconds(now),
            Sequence = await change.NextSequenceAsync(now, cancellationToken),
            Body = Body,
            Md5 = Md5,
            Encryption = Encryption,
            Type = Type,
            SymlinkTarget = SymlinkTarget,
            IsNumbered = change.IsNumbered,
            Acl = wanted.Acl,
            StorageClass = wanted.StorageClass ?? bucket.StorageClass,
            Metadata = wanted.Metadata,
            Tags = wanted.Tags,
        };

    /// <summary>Records keep whole milliseconds, and what is answered must be what is stored.</summary>
    public static DateTimeOffset WholeMilliseconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
