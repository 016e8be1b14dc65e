using System.Globalization;
using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>
/// Conditions that a request puts on an object's entity tag and time of change. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/getobject.
/// </summary>
internal sealed record Preconditions(string? Match, string? NoneMatch, string? ModifiedSince, string? UnmodifiedSince)
{
    /// <summary>The conditions of a read.</summary>
    public static Preconditions OfRead(OssContext context) =>
        new(
            context.Header("If-Match"),
            context.Header("If-None-Match"),
            context.Header("If-Modified-Since"),
            context.Header("If-Unmodified-Since")
        );

    /// <summary>The conditions that a copy puts on its source.</summary>
    public static Preconditions OfCopySource(OssContext context) =>
        new(
            context.Header(OssHeaders.CopySourceIfMatch),
            context.Header(OssHeaders.CopySourceIfNoneMatch),
            context.Header(OssHeaders.CopySourceIfModifiedSince),
            context.Header(OssHeaders.CopySourceIfUnmodifiedSince)
        );

    /// <summary>Throws PreconditionFailed unless the object is as the request requires; false when it has not changed (304).</summary>
    public bool Check(ObjectRecord record)
    {
        if (Match is not null && !Names(Match, record.ETag))
        {
            throw new OssException(OssErrors.PreconditionFailed, "Condition", "If-Match");
        }

        if (Match is null && Date(UnmodifiedSince) is { } until && Seconds(record) > until)
        {
            throw new OssException(OssErrors.PreconditionFailed, "Condition", "If-Unmodified-Since");
        }

        if (NoneMatch is not null)
        {
            return !Names(NoneMatch, record.ETag);
        }

        return Date(ModifiedSince) is not { } since || Seconds(record) > since;
    }

    /// <summary>Whether the object is still the one that an If-Range header names by its entity tag or its time of change.</summary>
    public static bool IsStill(string condition, ObjectRecord record) =>
        Date(condition) is { } date ? date == Seconds(record) : Names(condition, record.ETag);

    private static bool Names(string tags, string etag)
    {
        foreach (var range in tags.AsSpan().Split(','))
        {
            var tag = tags.AsSpan(range).Trim();
            if (tag.StartsWith("W/", StringComparison.Ordinal))
            {
                tag = tag[2..];
            }

            if (tag is "*" || tag.Trim('"').Equals(etag, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>HTTP dates count whole seconds, so the record's time does here, too.</summary>
    private static long Seconds(ObjectRecord record) => record.LastModified.ToUnixTimeSeconds();

    /// <summary>A date that cannot be read is no condition, as HTTP says.</summary>
    private static long? Date(string? text) =>
        DateTimeOffset.TryParseExact(
            text,
            "r",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var date
        )
            ? date.ToUnixTimeSeconds()
            : null;
}
