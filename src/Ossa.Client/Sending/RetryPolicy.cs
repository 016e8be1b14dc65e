using System.Net;
using System.Security.Cryptography;

namespace Ossa.Client.Sending;

/// <summary>
/// When a failed request is made again, and after how long: what fails for the moment, a bounded number of times, with growing pauses
/// that differ between clients so that they do not all return at once.
/// </summary>
internal sealed class RetryPolicy(int maxAttempts)
{
    public const int DefaultMaxAttempts = 3;
    private const int MostAttempts = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    public int MaxAttempts { get; } =
        maxAttempts is >= 1 and <= MostAttempts
            ? maxAttempts
            : throw new ArgumentOutOfRangeException(nameof(maxAttempts), maxAttempts, $"Between 1 and {MostAttempts}.");

    /// <summary>Whether the server may well answer otherwise in a moment.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        status
            is HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests
                or HttpStatusCode.InternalServerError
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout;

    /// <summary>The pause before the next attempt: what the server asks for, else half to all of a doubling time.</summary>
    /// <param name="attempt">How many attempts there were, from 1.</param>
    /// <param name="asked">What the server's Retry-After says, or null.</param>
    public static TimeSpan PauseAfter(int attempt, TimeSpan? asked)
    {
        if (asked is { } pause)
        {
            return pause < TimeSpan.Zero ? TimeSpan.Zero : Min(pause, LongestPause);
        }
        var full = Min(FirstPause * Math.Pow(2, attempt - 1), LongestPause);
        return full * (0.5 + RandomNumberGenerator.GetInt32(1000) / 2000.0);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
