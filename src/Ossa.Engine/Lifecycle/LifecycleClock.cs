using Ossa.Protocol.Documents;

namespace Ossa.Engine.Lifecycle;

/// <summary>
/// When lifecycle rules act. Days are whole days in UTC: they count from the midnight that follows.
/// See https://www.alibabacloud.com/help/en/oss/user-guide/lifecycle-rules-based-on-the-last-modified-time.
/// </summary>
public static class LifecycleClock
{
    /// <summary>Since when it is time, for something from then; null for never.</summary>
    public static DateTimeOffset? DueAt(LifecycleTime time, DateTimeOffset from) =>
        time switch
        {
            { Days: { } days } => After(from, days),
            { Date: { } date } => date > from ? date : from,
            { CreatedBeforeDate: { } date } => from < date ? from : null,
            _ => null,
        };

    /// <summary>So many days after the midnight that follows a time; null when the calendar has ended by then.</summary>
    public static DateTimeOffset? After(DateTimeOffset from, int days)
    {
        var utc = from.ToUniversalTime();
        var midnight = utc.TimeOfDay == TimeSpan.Zero ? 0 : 1;
        var day = DateOnly.FromDateTime(utc.UtcDateTime).DayNumber + (long)midnight + days;
        return day <= DateOnly.MaxValue.DayNumber
            ? new DateTimeOffset(DateOnly.FromDayNumber((int)day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : null;
    }
}
