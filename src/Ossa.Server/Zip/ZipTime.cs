namespace Ossa.Server.Zip;

/// <summary>Times as the format has them: pairs of seconds, from 1980 to 2107.</summary>
internal static class ZipTime
{
    private const int FirstYear = 1980;
    private const int LastYear = FirstYear + 127;

    /// <summary>A time in 32 bits, or the nearest that there is.</summary>
    public static uint Of(DateTimeOffset time)
    {
        var utc =
            time.UtcDateTime.Year < FirstYear ? new DateTime(FirstYear, 1, 1, 0, 0, 0, DateTimeKind.Utc)
            : time.UtcDateTime.Year > LastYear ? new DateTime(LastYear, 12, 31, 23, 59, 58, DateTimeKind.Utc)
            : time.UtcDateTime;
        var date = ((utc.Year - FirstYear) << 9) | (utc.Month << 5) | utc.Day;
        var seconds = (utc.Hour << 11) | (utc.Minute << 5) | (utc.Second / 2);
        return ((uint)date << 16) | (uint)seconds;
    }
}
