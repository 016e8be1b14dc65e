using System.Globalization;

namespace Ossa.Server.Hosting;

/// <summary>Times as people read them: in their own zone, with the distance from now.</summary>
public sealed class LocalTime(TimeProvider clock)
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public string Write(DateTimeOffset time) =>
        TimeZoneInfo
            .ConvertTime(time, clock.LocalTimeZone)
            .ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>"in 4m" or "4m ago".</summary>
    public string Distance(DateTimeOffset time) =>
        time >= Now ? $"in {DurationText.Approximate(time - Now)}" : $"{DurationText.Approximate(Now - time)} ago";
}
