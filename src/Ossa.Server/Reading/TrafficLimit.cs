using System.Globalization;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;
using Ossa.Server.Traffic;

namespace Ossa.Server.Reading;

/// <summary>
/// The rate that a transfer is held to: what the request asks for, in a header, a parameter of the URL or a field of a form, and no more than
/// the link that it comes by allows. See
/// https://www.alibabacloud.com/help/en/oss/user-guide/single-connection-bandwidth-throttling-4.
/// </summary>
internal static class TrafficLimit
{
    /// <summary>The lowest limit, in bits per second: 30 KiB/s. The documentation names a higher one, the service's refusal this.</summary>
    public const int MinBitsPerSecond = 245_760;

    /// <summary>The highest limit, in bits per second: 100 MiB/s.</summary>
    public const int MaxBitsPerSecond = 838_860_800;

    /// <summary>The pace of the transfer, or null where nothing limits it.</summary>
    public static TrafficPace? Read(OssContext context)
    {
        var header = context.Stated(OssHeaders.TrafficLimit);
        var parameter = context.Target[OssHeaders.TrafficLimit];
        if (header is not null && parameter is not null)
        {
            throw ListParameters.Invalid(OssErrors.TrafficLimitTwice, OssHeaders.TrafficLimit, parameter);
        }

        int? asked = (header ?? parameter) is { } text ? Parse(text) : null;
        var granted = (int?)(context.Caller.Link?.Limits.BytesPerSecond * 8);
        return granted < asked || asked is null ? Pace(granted, context) : Pace(asked, context);
    }

    private static TrafficPace? Pace(int? bitsPerSecond, OssContext context)
    {
        if (bitsPerSecond is not { } limit)
        {
            return null;
        }

        context.IsRepeatable = false;
        return new TrafficPace(limit, context.Time);
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
