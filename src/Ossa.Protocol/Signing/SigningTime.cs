using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ossa.Protocol.Signing;

/// <summary>The forms in which dates stand in signed requests and in the errors about them.</summary>
public static class SigningTime
{
    private const string IsoBasicForm = "yyyyMMdd'T'HHmmss'Z'";
    private const string DayForm = "yyyyMMdd";
    private const int LastYear = 9900;

    private static readonly string[] AcceptedForms =
    [
        IsoBasicForm,
        "r",
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
    ];

    /// <summary>The form of x-oss-date in V4: <c>20250203T025325Z</c>.</summary>
    public static string ToIsoBasic(DateTimeOffset time) =>
        time.UtcDateTime.ToString(IsoBasicForm, CultureInfo.InvariantCulture);

    /// <summary>The form of the Date header: <c>Mon, 03 Feb 2025 02:53:25 GMT</c>.</summary>
    public static string ToHttpDate(DateTimeOffset time) =>
        time.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    /// <summary>The form of times in error documents: <c>2025-02-03T02:53:25.000Z</c>.</summary>
    public static string ToErrorTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The UTC day as it stands in a credential scope: <c>20250203</c>.</summary>
    public static string ToScopeDay(DateTimeOffset time) =>
        time.UtcDateTime.ToString(DayForm, CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads a date from which a validity is reckoned. One so early or so late that this leads out of the calendar is none.
    /// </summary>
    public static bool TryParseStart([NotNullWhen(true)] string? text, out DateTimeOffset time) =>
        TryParse(text, out time) && time.Year is > 1 and < LastYear;

    /// <summary>Reads the date of a request, in either of the forms that clients send.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DateTimeOffset time) =>
        IsoBasicTime.TryParse(text, out time)
        || DateTimeOffset.TryParseExact(
            text,
            AcceptedForms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time
        );

    /// <summary>Whether the text is a day as a credential scope has it.</summary>
    public static bool IsScopeDay(string text) =>
        DateTime.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Whether a time is on the UTC day that a credential scope names.</summary>
    public static bool IsOnScopeDay(DateTimeOffset time, string scopeDay)
    {
        var utc = time.UtcDateTime;
        return int.TryParse(scopeDay, NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            && scopeDay.Length == DayForm.Length
            && day == (((utc.Year * 100) + utc.Month) * 100) + utc.Day;
    }
}
