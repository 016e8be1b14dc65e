using System.Globalization;

namespace Ossa.Server.Hosting;

/// <summary>Times as people read them, and programs too: in one zone for all, UTC, with the distance from now.</summary>
public sealed class ShownTime(TimeProvider clock)
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>As ISO 8601 has it, such as 2026-03-01T12:00:00Z.</summary>
    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>"in 4m" or "4m ago".</summary>
    public string Distance(DateTimeOffset time) =>
        time >= Now ? $"in {DurationText.Approximate(time - Now)}" : $"{DurationText.Approximate(Now - time)} ago";
}
