using System.Globalization;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Throttling;

/// <summary>How somebody is told to come back later.</summary>
internal static class ThrottlingErrors
{
    /// <summary>Whether an error says so.</summary>
    public static bool Is(OssError error) =>
        error == OssErrors.TotalQpsLimitExceeded || error == OssErrors.ActiveRequestLimitExceeded;

    /// <summary>The refusal, with the time in whole seconds.</summary>
    public static OssException Refuse(OssError error, TimeSpan wait)
    {
        var seconds = (long)Math.Ceiling(wait.TotalSeconds);
        return new OssException(error)
        {
            Headers = [new("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
        };
    }
}
