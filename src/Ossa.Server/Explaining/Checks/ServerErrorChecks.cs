using Ossa.Protocol.Documents;
using Ossa.Protocol.Signing;
using Ossa.Server.Hosting;

namespace Ossa.Server.Explaining.Checks;

/// <summary>What a server's own words tell beyond themselves.</summary>
internal static class ServerErrorChecks
{
    /// <param name="error">What the server said.</param>
    /// <param name="time">How times are written.</param>
    /// <param name="isSame">Whether the server read just what was signed, so that there are no sides to compare.</param>
    public static IEnumerable<Finding> Find(ErrorDocument error, ShownTime time, bool isSame)
    {
        if (!isSame && RefusalAdvice.SentenceOf(error.Code, error.Ec) is { } advice)
        {
            yield return Finding.Hint(advice, RefusalAdvice.CauseOf(error.Code, error.Ec));
        }
        if (!SigningTime.TryParse(error.Detail("ServerTime"), out var serverTime))
        {
            yield break;
        }
        if (SigningTime.TryParse(error.Detail("Expires"), out var expires))
        {
            yield return Finding.Hint(
                "ServerTimeAfterEnd",
                $"At the server it was {ShownTime.Of(serverTime)}, {DurationText.Approximate(serverTime - expires)} after the end."
            );
        }
        if (SigningTime.TryParse(error.Detail("RequestTime"), out var requestTime))
        {
            var distance = (serverTime - requestTime).Duration();
            yield return Finding.Hint(
                "ClocksApart",
                $"The client's clock and the server's are {DurationText.Approximate(distance)} apart.",
                Cause.Clock
            );
            if (TimeChecks.WholeHours(distance) is { } hours)
            {
                yield return Finding.Hint(
                    "ClocksApartByZone",
                    $"That is {hours} {TimeChecks.Word(hours)}: one of them took local time for UTC (time zone).",
                    Cause.TimeZone
                );
            }
        }
    }
}
