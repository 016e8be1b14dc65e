using Ossa.Client.Sending;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;

namespace Ossa.Client;

/// <summary>
/// What is copied, under which conditions. See https://www.alibabacloud.com/help/en/oss/developer-reference/copyobject.
/// </summary>
/// <param name="Bucket">The bucket of the source.</param>
/// <param name="Key">The key of the source.</param>
public sealed record CopySource(string Bucket, string Key)
{
    /// <summary>The version, or null for the object as it is now.</summary>
    public string? VersionId { get; init; }

    /// <summary>Only if the source's ETag is this one, else 412.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Only if the source's ETag is not this one, else 304.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>Only if the source was written after this, else 304.</summary>
    public DateTimeOffset? IfModifiedSince { get; init; }

    /// <summary>Only if the source was not written after this, else 412.</summary>
    public DateTimeOffset? IfUnmodifiedSince { get; init; }

    internal OssRequest Apply(OssRequest request) =>
        request
            .Header(OssHeaders.CopySource, ToHeader())
            .Header(OssHeaders.CopySourceIfMatch, IfMatch)
            .Header(OssHeaders.CopySourceIfNoneMatch, IfNoneMatch)
            .Header(OssHeaders.CopySourceIfModifiedSince, IfModifiedSince)
            .Header(OssHeaders.CopySourceIfUnmodifiedSince, IfUnmodifiedSince);

    private string ToHeader()
    {
        var path = UriEncoding.EncodePath($"/{NameCheck.Bucket(Bucket)}/{NameCheck.Key(Key)}");
        return VersionId is null ? path : $"{path}?versionId={UriEncoding.EncodeComponent(VersionId)}";
    }
}
