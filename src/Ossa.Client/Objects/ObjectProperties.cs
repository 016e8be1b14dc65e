using System.Globalization;
using Ossa.Client.Sending;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;

namespace Ossa.Client;

/// <summary>What the server tells of an object besides its bytes.</summary>
public sealed record ObjectProperties
{
    internal ObjectProperties(HttpResponseMessage response)
    {
        Headers = response.AllHeaders();
        UserMetadata = Headers
            .Where(header => header.Key.StartsWith(OssHeaders.MetaPrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(
                header => header.Key[OssHeaders.MetaPrefix.Length..].ToLowerInvariant(),
                header => header.Value,
                StringComparer.OrdinalIgnoreCase
            );
    }

    /// <summary>All headers of the answer; names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The user metadata, without the prefix x-oss-meta- and in lower case.</summary>
    public IReadOnlyDictionary<string, string> UserMetadata { get; }

    /// <summary>How many bytes the answer has (of a range: the range), or null where the server does not say.</summary>
    public long? ContentLength =>
        long.TryParse(Find("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : null;

    /// <summary>The media type.</summary>
    public string? ContentType => Find("Content-Type");

    /// <summary>The ETag with its quotes.</summary>
    public string? ETag => Find("ETag");

    /// <summary>When the object was last written.</summary>
    public DateTimeOffset? LastModified => SigningTime.TryParse(Find("Last-Modified"), out var time) ? time : null;

    /// <summary>The CRC-64 of the whole object, where the server has it.</summary>
    public ulong? Crc64 =>
        ulong.TryParse(Find(OssHeaders.HashCrc64Ecma), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>Normal, Multipart, Appendable or Symlink.</summary>
    public string? ObjectType => Find(OssHeaders.ObjectType);

    /// <summary>The storage class.</summary>
    public string? StorageClass => Find(OssHeaders.StorageClass);

    /// <summary>The version, where the bucket has versions.</summary>
    public string? VersionId => Find(OssHeaders.VersionId);

    /// <summary>Whether the version is a delete marker.</summary>
    public bool IsDeleteMarker => bool.TryParse(Find(OssHeaders.DeleteMarker), out var isMarker) && isMarker;

    /// <summary>Where the next append goes, of an object that was made by appending.</summary>
    public long? NextAppendPosition =>
        long.TryParse(
            Find(OssHeaders.NextAppendPosition),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var position
        )
            ? position
            : null;

    /// <summary>The id of the request that told this.</summary>
    public string? RequestId => Find(OssHeaders.RequestId);

    private string? Find(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
