using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace Ossa.Server.Sharing;

/// <summary>
/// Lets only so many attempts of one kind happen within a time. Its memory is fixed: each kind has one of so many places by a hash that nobody
/// outside can foretell. Two kinds that meet in one place share their attempts, which is rare and on the safe side.
/// </summary>
/// <param name="most">How many attempts may happen within a window.</param>
/// <param name="window">For how long attempts count, from the first of them on.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptLimiter(int most, TimeSpan window, TimeProvider time)
{
    private const int Places = 1 << 14;

    private readonly long _seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private readonly Place[] _places = new Place[Places];
    private readonly Lock _lock = new();

    /// <summary>Whether another attempt may happen, or after how long it may.</summary>
    public bool MayTry(string kind, out TimeSpan wait)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var place = _places[IndexOf(kind)];
            wait = place.Until - now;
            return wait <= TimeSpan.Zero || place.Attempts < most;
        }
    }

    /// <summary>Counts an attempt.</summary>
    public void Count(string kind)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            ref var place = ref _places[IndexOf(kind)];
            place = now >= place.Until ? new Place(now + window, 1) : place with { Attempts = place.Attempts + 1 };
        }
    }

    private int IndexOf(string kind) => (int)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(kind), _seed) % Places);

    private readonly record struct Place(DateTimeOffset Until, int Attempts);
}
