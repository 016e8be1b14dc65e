using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Rpc;

/// <summary>
/// Remembers which nonces were used for as long as their requests could be sent again, so that none is taken twice. It holds a bounded number
/// for each caller, and forgets those of the oldest times first; whatever is not younger than what was forgotten is refused as too late. So
/// nobody's requests keep those of others out (sessions of one role are one caller), and those from before the server began are not taken again
/// unless their sender's clock is ahead.
/// </summary>
/// <param name="began">When the server began; what was used before is not known.</param>
/// <param name="window">How far the time of a request may be from the server's.</param>
/// <param name="mostOfCaller">How many nonces of one caller are remembered.</param>
internal sealed class NonceMemory(DateTimeOffset began, TimeSpan window, int mostOfCaller)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Used> _used = new(StringComparer.Ordinal);

    // Times of requests have whole seconds.
    private readonly DateTimeOffset _began = DateTimeOffset.FromUnixTimeSeconds(began.ToUnixTimeSeconds());
    private DateTimeOffset _swept = began;

    /// <summary>Takes a nonce that was proven by its signature.</summary>
    /// <param name="caller">The id of the account, the user or the role.</param>
    /// <param name="accessKeyId">The key that signed.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="time">The time that the request has, within the window around now.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="OssException">It was used already, or might have been.</exception>
    public void Use(string caller, string accessKeyId, string nonce, DateTimeOffset time, DateTimeOffset now)
    {
        var entry = Digest(accessKeyId, nonce);
        lock (_lock)
        {
            Sweep(now);
            if (!_used.TryGetValue(caller, out var used))
            {
                _used[caller] = used = new Used();
            }

            used.Forget(now - window);
            if (time < _began || time <= used.Forgotten)
            {
                throw new OssException(RpcErrors.TimestampExpired);
            }

            if (!used.TryAdd(entry, time, mostOfCaller))
            {
                throw new OssException(RpcErrors.NonceUsed);
            }
        }
    }

    /// <summary>Lets go of callers who have been silent for so long that nothing of them can be sent again.</summary>
    private void Sweep(DateTimeOffset now)
    {
        if (now - _swept < window)
        {
            return;
        }

        _swept = now;
        foreach (var (caller, used) in _used)
        {
            used.Forget(now - window);
            if (used.IsEmpty)
            {
                _used.Remove(caller);
            }
        }
    }

    private static UInt128 Digest(string accessKeyId, string nonce) =>
        BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{accessKeyId}\n{nonce}")));

    /// <summary>The nonces of one caller.</summary>
    private sealed class Used
    {
        private readonly HashSet<UInt128> _entries = [];
        private readonly PriorityQueue<UInt128, DateTimeOffset> _byTime = new();

        public bool IsEmpty => _entries.Count == 0;

        /// <summary>The youngest time of what was forgotten although it could be sent again.</summary>
        public DateTimeOffset Forgotten { get; private set; } = DateTimeOffset.MinValue;

        public void Forget(DateTimeOffset before)
        {
            while (_byTime.TryPeek(out var entry, out var time) && time < before)
            {
                _byTime.Dequeue();
                _entries.Remove(entry);
            }
        }

        public bool TryAdd(UInt128 entry, DateTimeOffset time, int most)
        {
            if (!_entries.Add(entry))
            {
                return false;
            }

            _byTime.Enqueue(entry, time);
            if (_entries.Count > most && _byTime.TryDequeue(out var oldest, out var oldestTime))
            {
                _entries.Remove(oldest);
                Forgotten = oldestTime;
            }

            return true;
        }
    }
}
