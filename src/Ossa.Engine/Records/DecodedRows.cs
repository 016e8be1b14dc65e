using System.Collections.Concurrent;
using Ossa.Storage;

namespace Ossa.Engine.Records;

/// <summary>
/// What rows say, for those that are read again and again: a row that is as it was is not decoded a second time. Nothing has to be told of a
/// change, since it is the row itself that is compared.
/// </summary>
/// <param name="name">What they say, as figures name it.</param>
/// <param name="most">How many are kept; one more, and all are forgotten.</param>
/// <param name="decode">Reads a row; whatever it gives is never changed.</param>
internal sealed class DecodedRows<TKey, TValue>(string name, int most, Func<byte[], TValue> decode)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, (byte[] Row, TValue Value)> _known = new();

    /// <summary>How many were known.</summary>
    public CacheCounter Counter { get; } = new(name);

    /// <summary>What a row says.</summary>
    /// <param name="key">What the row is about.</param>
    /// <param name="row">The row as it is now.</param>
    public TValue Get(TKey key, byte[] row)
    {
        var isKnown =
            _known.TryGetValue(key, out var known) && (known.Row == row || known.Row.AsSpan().SequenceEqual(row));
        Counter.Count(isKnown);
        if (isKnown)
        {
            return known.Value;
        }

        var value = decode(row);
        // Counting a concurrent dictionary locks all of it, so only what is new is counted.
        if (_known.Count >= most)
        {
            _known.Clear();
        }

        _known[key] = (row, value);
        return value;
    }
}
