using Ossa.Client.Sending;
using Ossa.Protocol.Access;
using Ossa.Protocol.Headers;

namespace Ossa.Client;

/// <summary>What goes with an upload. See https://www.alibabacloud.com/help/en/oss/developer-reference/putobject.</summary>
public sealed record PutObjectOptions
{
    /// <summary>The media type; by default the server guesses it from the key.</summary>
    public string? ContentType { get; init; }

    /// <summary>How many bytes to send; needed only for a stream that does not know its length and a server that wants to.</summary>
    public long? ContentLength { get; init; }

    /// <summary>How downloads are to be cached.</summary>
    public string? CacheControl { get; init; }

    /// <summary>Whether and under which name a browser saves the object.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>How the bytes are encoded, such as gzip.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The base64 of the body's MD5, which the server then checks.</summary>
    public string? ContentMd5 { get; init; }

    /// <summary>The object's access control list; by default the bucket's counts.</summary>
    public CannedAcl? Acl { get; init; }

    /// <summary>The storage class; by default the bucket's.</summary>
    public string? StorageClass { get; init; }

    /// <summary>User metadata, without the prefix x-oss-meta-.</summary>
    public IReadOnlyDictionary<string, string> UserMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Refuses to replace an object that is there already.</summary>
    public bool ForbidOverwrite { get; init; }

    /// <summary>Further headers, signed as they are.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    internal void Apply(OssRequest request)
    {
        request
            .Header(OssHeaders.ContentType, ContentType)
            .Header("cache-control", CacheControl)
            .Header("content-disposition", ContentDisposition)
            .Header("content-encoding", ContentEncoding)
            .Header(OssHeaders.ContentMd5, ContentMd5)
            .Header(OssHeaders.ObjectAcl, Acl?.ToWire())
            .Header(OssHeaders.StorageClass, StorageClass)
            .Header(OssHeaders.ForbidOverwrite, ForbidOverwrite ? "true" : null)
            .AllHeaders(
                UserMetadata.Select(entry => new KeyValuePair<string, string>(
                    OssHeaders.MetaPrefix + entry.Key,
                    entry.Value
                ))
            )
            .AllHeaders(Headers);
    }
}
