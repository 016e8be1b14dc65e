using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace Ossa.Server.Sharing;

/// <summary>
/// Lets only so many attempts of one kind happen within a time. Its memory is bounded: of each kind a hash is kept that nobody outside can foretell,
/// and of more than <see cref="MostKinds"/> the one is forgotten that began first. Many kinds so never keep another from its attempts.
/// </summary>
/// <param name="most">How many attempts may happen within a window.</param>
/// <param name="window">For how long attempts count, from the first of them on.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptLimiter(int most, TimeSpan window, TimeProvider time)
{
    /// <summary>How many kinds are remembered.</summary>
    public const int MostKinds = 1 << 14;

    private readonly long _seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private readonly Dictionary<UInt128, Attempts> _kinds = [];
    private readonly Queue<UInt128> _oldestFirst = new();
    private readonly Lock _lock = new();

    /// <summary>Whether another attempt may happen, or after how long it may.</summary>
    public bool MayTry(string kind, out TimeSpan wait)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var attempts = _kinds.GetValueOrDefault(HashOf(kind));
            wait = attempts.Until - now;
            return wait <= TimeSpan.Zero || attempts.Count < most;
        }
    }

    /// <summary>Counts an attempt.</summary>
    public void Count(string kind)
    {
        var now = time.GetUtcNow();
        var hash = HashOf(kind);
        lock (_lock)
        {
            ForgetWhatIsOver(now);
            if (_kinds.TryGetValue(hash, out var attempts) && now < attempts.Until)
            {
                _kinds[hash] = attempts with { Count = attempts.Count + 1 };
                return;
            }

            Begin(hash, now);
        }
    }

    private void Begin(UInt128 hash, DateTimeOffset now)
    {
        // Where the clock went back, it may stand among the younger ones still.
        if (!_kinds.ContainsKey(hash))
        {
            if (_kinds.Count == MostKinds)
            {
                _kinds.Remove(_oldestFirst.Dequeue());
            }

            _oldestFirst.Enqueue(hash);
        }

        _kinds[hash] = new Attempts(now + window, 1);
    }

    private void ForgetWhatIsOver(DateTimeOffset now)
    {
        while (_oldestFirst.TryPeek(out var oldest) && now >= _kinds[oldest].Until)
        {
            _kinds.Remove(_oldestFirst.Dequeue());
        }
    }

    private UInt128 HashOf(string kind) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(kind), _seed);

    private readonly record struct Attempts(DateTimeOffset Until, int Count);
}
