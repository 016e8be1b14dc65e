using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using Ossa.Protocol.Errors;

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

    /// <summary>Counts an attempt, or says after how long the next one may happen.</summary>
    public bool TryBegin(string kind, out TimeSpan wait)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            ref var place = ref _places[IndexOf(kind)];
            if (now >= place.Until)
            {
                place = new Place(now + window, 0);
            }

            wait = place.Until - now;
            if (place.Attempts >= most)
            {
                return false;
            }

            place = place with { Attempts = place.Attempts + 1 };
            return true;
        }
    }

    /// <summary>Counts an attempt.</summary>
    /// <exception cref="OssException">There were too many: the refusal, with the time to wait.</exception>
    public void Require(string kind, OssError refusal)
    {
        if (!TryBegin(kind, out var wait))
        {
            var seconds = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            throw new OssException(refusal) { Headers = [new("Retry-After", seconds)] };
        }
    }

    /// <summary>Counts an attempt no longer, since it was right.</summary>
    public void GiveBack(string kind)
    {
        lock (_lock)
        {
            ref var place = ref _places[IndexOf(kind)];
            place = place with { Attempts = Math.Max(0, place.Attempts - 1) };
        }
    }

    private int IndexOf(string kind) => (int)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(kind), _seed) % Places);

    private readonly record struct Place(DateTimeOffset Until, int Attempts);
}
