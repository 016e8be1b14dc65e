using System.Globalization;
using Microsoft.AspNetCore.Http;
using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Objects;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Writing;

/// <summary>The headers that tell what an object is.</summary>
internal static class ObjectHeaders
{
    /// <summary>How the wire names the way in which an object came to be.</summary>
    public static string TypeOf(ObjectRecord record) =>
        record.Type switch
        {
            ObjectType.Multipart => "Multipart",
            ObjectType.Appendable => "Appendable",
            ObjectType.Symlink => "Symlink",
            _ => "Normal",
        };

    /// <summary>Which version an answer is about; where versions were never kept, nothing is said of them.</summary>
    public static void WriteVersion(OssContext context, ObjectRecord record)
    {
        if (context.Bucket.Versioning != VersioningState.Never)
        {
            context.Http.Response.Headers[OssHeaders.VersionId] = record.Version.ToString();
        }
    }

    /// <summary>What every operation that shows an object says of it.</summary>
    public static void WriteIdentity(OssContext context, ObjectRecord record)
    {
        var headers = context.Http.Response.Headers;
        WriteVersion(context, record);
        var texts = context.TextsOf(record);
        headers.ETag = texts.ETag;
        headers.LastModified = texts.LastModified;
        headers[OssHeaders.HashCrc64Ecma] = texts.Crc64;
        headers[OssHeaders.StorageClass] = record.StorageClass;
        if (record.TransitionedAt is { } transitionedAt)
        {
            headers[OssHeaders.TransitionTime] = transitionedAt.ToString("r", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>How an object is encrypted; where it is not, nothing is said of that.</summary>
    public static void WriteEncryption(OssContext context, ObjectEncryption? encryption)
    {
        if (encryption is null)
        {
            return;
        }

        var headers = context.Http.Response.Headers;
        headers[OssHeaders.ServerSideEncryption] = NameOf(encryption.Algorithm);
        if (encryption.Algorithm == EncryptionAlgorithm.Kms)
        {
            headers[OssHeaders.ServerSideEncryptionKeyId] = encryption.Chain;
        }
    }

    /// <summary>How the wire names whose key encrypts.</summary>
    public static string NameOf(EncryptionAlgorithm algorithm) =>
        algorithm == EncryptionAlgorithm.Kms ? EncryptionHeaders.Kms : EncryptionHeaders.Aes256;

    /// <summary>All of it: what reading an object says.</summary>
    public static void WriteAll(OssContext context, ObjectRecord record)
    {
        var headers = context.Http.Response.Headers;
        WriteIdentity(context, record);
        WriteEncryption(context, record.Encryption);
        headers.AcceptRanges = "bytes";
        headers[OssHeaders.ObjectType] = TypeOf(record);
        if (record.Type == ObjectType.Appendable)
        {
            headers[OssHeaders.NextAppendPosition] = record.Size.ToString(CultureInfo.InvariantCulture);
        }

        if (record.SealedAt is { } sealedAt)
        {
            headers[OssHeaders.SealedTime] = sealedAt.ToString("r", CultureInfo.InvariantCulture);
        }

        if (record.Restoration is not null && RestoreInfo.Of(record, context.Now) is { } restore)
        {
            headers[OssHeaders.Restore] = restore;
        }

        if (record.Tags.Count > 0)
        {
            headers[OssHeaders.TaggingCount] = record.Tags.Count.ToString(CultureInfo.InvariantCulture);
        }

        if (context.TextsOf(record).Md5 is { } md5)
        {
            headers.ContentMD5 = md5;
        }

        foreach (var (name, value) in record.Metadata.Headers)
        {
            headers[name] = value;
        }

        foreach (var (name, value) in record.Metadata.User)
        {
            headers[OssHeaders.MetaPrefix + name] = value;
        }
    }

    public static string Quoted(string etag) => $"\"{etag}\"";
}
