namespace Ossa.Engine.Versions;

/// <summary>
/// Gives versions their places. A place is a version's name, too, and must not come again when the version has been removed for good:
/// whoever repeats the removal would remove another one. So no two places are alike, however fast one follows the other.
/// </summary>
internal sealed class VersionClock
{
    private long _last;

    /// <summary>A place after the latest of a key and after all that were given, also when the clock has stepped back.</summary>
    public long Next(long latest, DateTimeOffset now)
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(Math.Max(latest, last) + 1, now.ToUnixTimeMilliseconds() * 1000);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }
}
