using System.Globalization;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;
using Ossa.Server.Traffic;

namespace Ossa.Server.Reading;

/// <summary>
/// The rate that a request wants its transfer held to, in a header, a parameter of the URL or a field of a form. See
/// https://www.alibabacloud.com/help/en/oss/user-guide/single-connection-bandwidth-throttling-4.
/// </summary>
internal static class TrafficLimit
{
    /// <summary>The lowest limit, in bits per second: 30 KiB/s. The documentation names a higher one, the service's refusal this.</summary>
    public const int MinBitsPerSecond = 245_760;

    /// <summary>The highest limit, in bits per second: 100 MiB/s.</summary>
    public const int MaxBitsPerSecond = 838_860_800;

    /// <summary>The pace of the transfer, or null where the request states no limit.</summary>
    public static TrafficPace? Read(OssContext context)
    {
        var header = context.Stated(OssHeaders.TrafficLimit);
        var parameter = context.Target[OssHeaders.TrafficLimit];
        if (header is not null && parameter is not null)
        {
            throw ListParameters.Invalid(OssErrors.TrafficLimitTwice, OssHeaders.TrafficLimit, parameter);
        }

        return (header ?? parameter) is { } text ? new TrafficPace(Parse(text), context.Time) : null;
    }

    private static int Parse(string text)
    {
        var readable = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit);
        return readable && limit is >= MinBitsPerSecond and <= MaxBitsPerSecond
            ? limit
            : throw ListParameters.Invalid(
                OssErrors.InvalidTrafficLimit,
                OssHeaders.TrafficLimit,
                WireText.ToText(text)
            );
    }
}
