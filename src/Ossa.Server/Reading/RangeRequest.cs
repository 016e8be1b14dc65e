using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>
/// Which bytes of an object a request wants. By default a range that does not lie wholly within the object is ignored;
/// <c>x-oss-range-behavior: standard</c> asks for what HTTP says: cut at the end, or refused when it begins behind it.
/// </summary>
internal static class RangeRequest
{
    /// <summary>The wanted bytes, or null for the whole object.</summary>
    public static ByteRange? Resolve(OssContext context, ObjectRecord record)
    {
        if (!ByteRange.TryParse(context.Header("Range"), out var first, out var last))
        {
            return null;
        }
        // Whoever resumes a download wants the rest of what they have, not of what has come to be there meanwhile.
        if (context.Header("If-Range") is { Length: > 0 } condition && !Preconditions.IsStill(condition, record))
        {
            return null;
        }

        var size = record.Size;
        var standard = context.Header(OssHeaders.RangeBehavior) == "standard";
        return first is { } from
            ? FromStart(from, last ?? size - 1, size, standard)
            : FromEnd(last!.Value, size, standard);
    }

    private static ByteRange? FromStart(long first, long last, long size, bool standard)
    {
        if (first >= size)
        {
            return standard ? throw NotSatisfiable(size) : null;
        }

        if (last < size)
        {
            return new ByteRange(first, last - first + 1);
        }

        return standard ? new ByteRange(first, size - first) : null;
    }

    private static ByteRange? FromEnd(long count, long size, bool standard)
    {
        if (count == 0 || size == 0)
        {
            return standard ? throw NotSatisfiable(size) : null;
        }

        if (count <= size)
        {
            return new ByteRange(size - count, count);
        }

        return standard ? new ByteRange(0, size) : null;
    }

    private static OssException NotSatisfiable(long size) =>
        new(OssErrors.InvalidRange) { Headers = [new("Content-Range", $"bytes */{size}")] };
}
