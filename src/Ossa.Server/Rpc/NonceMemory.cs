namespace Ossa.Server.Rpc;

/// <summary>
/// Remembers which nonces were used for as long as a request with them could be sent again, so that none is taken twice. It holds a bounded
/// number; once that is reached, new requests are refused until old ones have expired.
/// </summary>
internal sealed class NonceMemory
{
    private const int MaxNonces = 100_000;

    private readonly Lock _lock = new();
    private readonly HashSet<(string AccessKeyId, string Nonce)> _used = [];
    private readonly Queue<((string AccessKeyId, string Nonce) Entry, DateTimeOffset Until)> _order = new();

    /// <summary>Takes a nonce that was proven by its signature; false when it was used already, or nothing more can be remembered.</summary>
    /// <param name="accessKeyId">Whose it is.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="now">The time.</param>
    /// <param name="window">For how long a request may be sent, before and after its own time.</param>
    public bool TryUse(string accessKeyId, string nonce, DateTimeOffset now, TimeSpan window)
    {
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && oldest.Until < now)
            {
                _used.Remove(_order.Dequeue().Entry);
            }

            if (_used.Count >= MaxNonces || !_used.Add((accessKeyId, nonce)))
            {
                return false;
            }

            _order.Enqueue(((accessKeyId, nonce), now + window + window));
            return true;
        }
    }
}
