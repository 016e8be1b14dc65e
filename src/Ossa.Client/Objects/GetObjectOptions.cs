using Ossa.Client.Sending;
using Ossa.Protocol.Headers;

namespace Ossa.Client;

/// <summary>Which bytes, under which conditions. See https://www.alibabacloud.com/help/en/oss/developer-reference/getobject.</summary>
public sealed record GetObjectOptions
{
    /// <summary>The first byte wanted, from 0; null for the beginning, or with <see cref="RangeEnd"/> alone the last that many bytes.</summary>
    public long? RangeStart { get; init; }

    /// <summary>The last byte wanted, included; null for the end.</summary>
    public long? RangeEnd { get; init; }

    /// <summary>Only if the ETag is this one, else 412.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Only if the ETag is not this one, else 304.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>Only if written after this, else 304.</summary>
    public DateTimeOffset? IfModifiedSince { get; init; }

    /// <summary>Only if not written after this, else 412.</summary>
    public DateTimeOffset? IfUnmodifiedSince { get; init; }

    /// <summary>The version, or null for the object as it is now.</summary>
    public string? VersionId { get; init; }

    /// <summary>Further query parameters, such as response-content-type; signed as they are.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Further headers, signed as they are.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The query parameter of one version, in every operation that has one.</summary>
    internal const string VersionIdParameter = "versionId";

    internal bool HasRange => RangeStart is not null || RangeEnd is not null;

    internal OssRequest Apply(OssRequest request) =>
        request
            .Header("range", HasRange ? $"bytes={RangeStart}-{RangeEnd}" : null)
            // Otherwise a range that cannot be satisfied answers with the whole object.
            .Header(OssHeaders.RangeBehavior, HasRange ? "standard" : null)
            .Header("if-match", IfMatch)
            .Header("if-none-match", IfNoneMatch)
            .Header("if-modified-since", IfModifiedSince)
            .Header("if-unmodified-since", IfUnmodifiedSince)
            .Parameter(VersionIdParameter, VersionId)
            .AllHeaders(Headers)
            .AllParameters(Query);
}
