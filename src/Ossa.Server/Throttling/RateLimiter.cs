namespace Ossa.Server.Throttling;

/// <summary>
/// Holds each client to a rate: a bucket of tokens for each, kept as the moment at which it would be full again. Buckets are kept in two
/// generations of bounded size. When the younger one is full, the elder one is forgotten, with clients that asked for nothing in the
/// meantime.
/// </summary>
/// <param name="rate">The rate of each client.</param>
/// <param name="time">The clock.</param>
internal sealed class RateLimiter<TClient>(RequestRate rate, TimeProvider time)
    where TClient : notnull
{
    /// <summary>The most buckets of one generation.</summary>
    public const int MaxClients = 16 * 1024;

    private readonly TimeSpan _cost = TimeSpan.FromSeconds(1) / rate.PerSecond;
    private readonly TimeSpan _whole = TimeSpan.FromSeconds(1) / rate.PerSecond * rate.Burst;
    private readonly long _started = time.GetTimestamp();
    private readonly Lock _lock = new();
    private Dictionary<TClient, TimeSpan> _young = [];
    private Dictionary<TClient, TimeSpan> _old = [];

    /// <summary>How many buckets are kept.</summary>
    public int Kept
    {
        get
        {
            lock (_lock)
            {
                return _young.Count + _old.Count;
            }
        }
    }

    /// <summary>Takes a token, or tells how long to wait for one.</summary>
    public bool TryTake(TClient client, out TimeSpan wait)
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_started);
            var fullAt = FullAt(client);
            var then = (fullAt > now ? fullAt : now) + _cost;
            wait = then - now - _whole;
            // Whoever is refused is remembered too, or many others could have him forgotten.
            Keep(client, wait > TimeSpan.Zero ? fullAt : then);
            return wait <= TimeSpan.Zero;
        }
    }

    private TimeSpan FullAt(TClient client) =>
        _young.TryGetValue(client, out var young) ? young : _old.GetValueOrDefault(client);

    private void Keep(TClient client, TimeSpan fullAt)
    {
        if (_young.Count >= MaxClients && !_young.ContainsKey(client))
        {
            (_old, _young) = (_young, []);
        }

        _young[client] = fullAt;
    }
}
