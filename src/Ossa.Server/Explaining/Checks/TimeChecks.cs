using Ossa.Server.Hosting;

namespace Ossa.Server.Explaining.Checks;

/// <summary>Whether the URL holds now, and whether a time zone is to blame if it does not.</summary>
internal static class TimeChecks
{
    private const int MostHoursOfATimeZone = 14;

    /// <summary>How far a clock that is wrong by a time zone may be off the full hour besides.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(3);

    public static IEnumerable<Finding> Find(Validity validity, ShownTime time)
    {
        if (validity.From > time.Now)
        {
            yield return Finding.Fault(
                "NotYetValid",
                $"Not yet valid: it begins to hold in {DurationText.Approximate(validity.From.Value - time.Now)}, 15 minutes before it was signed by its own account.",
                Cause.Clock
            );
            if (WholeHours(validity.SignedAt - time.Now) is { } hours)
            {
                yield return Finding.Hint(
                    "SignedAheadByZone",
                    $"It was signed {hours} {Word(hours)} ahead of now: the signer took local time for UTC (time zone).",
                    Cause.TimeZone
                );
            }
        }
        if (validity.Until < time.Now)
        {
            yield return Finding.Fault(
                "Expired",
                $"Expired {DurationText.Approximate(time.Now - validity.Until.Value)} ago; make a new one.",
                Cause.Expired
            );
            if (WholeHours(time.Now - validity.SignedAt) is { } hours)
            {
                yield return Finding.Hint(
                    "ClockBehindByZone",
                    $"If it was made just now, the signer's clock is {hours} {Word(hours)} behind: a time zone taken for UTC.",
                    Cause.TimeZone
                );
            }
        }
    }

    /// <summary>The hours where the distance is a time zone's, else null.</summary>
    public static int? WholeHours(TimeSpan? distance)
    {
        if (distance is not { } span)
        {
            return null;
        }
        var hours = (int)Math.Round(span.TotalHours);
        var isWhole = (span - TimeSpan.FromHours(hours)).Duration() <= Tolerance;
        return isWhole && hours is >= 1 and <= MostHoursOfATimeZone ? hours : null;
    }

    /// <summary>What follows a number of hours.</summary>
    public static string Word(int hours) => hours == 1 ? "hour" : "hours";
}
