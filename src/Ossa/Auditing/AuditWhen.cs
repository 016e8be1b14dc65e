using System.Globalization;
using Ossa.CommandLine;
using Ossa.Server.Hosting;

namespace Ossa.Auditing;

/// <summary>A time on the command line: as such, or as how long ago it was.</summary>
internal static class AuditWhen
{
    /// <summary>Reads <c>2026-03-01T12:00:00Z</c>, <c>2026-03-01</c> or <c>2h</c>; null stays null.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static DateTimeOffset? Parse(string flag, string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        if (DurationText.TryParse(text, out var ago) && ago <= now - DateTimeOffset.UnixEpoch)
        {
            return now - ago;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : throw new UsageException(
                $"{flag} '{text}': write a time like 2026-03-01T12:00:00Z, or how long ago: 2h."
            );
    }
}
