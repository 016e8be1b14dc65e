using System.Globalization;
using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>The bytes of its source that a part is copied from: <c>x-oss-copy-source-range: bytes=first-last</c>.</summary>
internal static class CopySourceRange
{
    private const string Unit = "bytes=";

    /// <summary>
    /// The range, or null for the whole source. What is not of the form counts as not said, as the service has it; what is and lies
    /// outside of the source is refused.
    /// </summary>
    public static ByteRange? Read(OssContext context, ObjectRecord source)
    {
        var text = context.Header(OssHeaders.CopySourceRange);
        if (text is null || !text.StartsWith(Unit, StringComparison.Ordinal))
        {
            return null;
        }

        var ends = text[Unit.Length..].Split('-');
        if (ends.Length != 2 || Number(ends[0]) is not { } first || Number(ends[1]) is not { } last || last < first)
        {
            return null;
        }

        return last < source.Size
            ? new ByteRange(first, last - first + 1)
            : throw ListParameters.Invalid(OssErrors.PartCopyRangeOutOfBounds, OssHeaders.CopySourceRange, text);
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
