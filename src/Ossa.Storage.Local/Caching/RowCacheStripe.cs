using System.Runtime.InteropServices;

namespace Ossa.Storage.Local.Caching;

/// <summary>
/// A part of the rows, with a lock of its own. There are two generations: what is asked for moves to the young one, and once that is full
/// it becomes the old one, whose rows go all at once.
/// </summary>
internal sealed class RowCacheStripe(long maxBytes)
{
    /// <summary>What an entry takes beside its key and its value, about.</summary>
    private const int EntryBytes = 128;

    /// <summary>The moment of a read whose result is not to be kept.</summary>
    private const long Never = -1;

    private readonly Lock _gate = new();
    private readonly Dictionary<byte[], int> _changing = new(RowKeyComparer.Instance);
    private Dictionary<byte[], byte[]?> _young = new(RowKeyComparer.Instance);
    private Dictionary<byte[], byte[]?> _old = new(RowKeyComparer.Instance);
    private long _youngBytes;
    private long _moment;

    /// <summary>How many reads were answered.</summary>
    public long Hits { get; private set; }

    /// <summary>How many reads were not.</summary>
    public long Misses { get; private set; }

    /// <summary>Whether the row is known, and its value, which is not to be changed.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value; null when there is no such row.</param>
    /// <param name="moment">Where it is not known: what <see cref="Offer"/> is to be told with what the database says.</param>
    public bool TryGet(ReadOnlySpan<byte> key, out byte[]? value, out long moment)
    {
        lock (_gate)
        {
            moment = Never;
            if (_young.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out value))
            {
                Hits++;
                return true;
            }

            if (_old.GetAlternateLookup<ReadOnlySpan<byte>>().Remove(key, out var known, out value))
            {
                Hits++;
                Add(known, value);
                return true;
            }

            Misses++;
            var isChanging = _changing.GetAlternateLookup<ReadOnlySpan<byte>>().ContainsKey(key);
            moment = isChanging ? Never : _moment;
            return false;
        }
    }

    /// <summary>Keeps a copy of what the database said, unless anything began to change since: it may have been read before that.</summary>
    public void Offer(ReadOnlySpan<byte> key, byte[]? value, long moment)
    {
        lock (_gate)
        {
            // Another one may have offered the same row meanwhile.
            if (moment == _moment && !_young.GetAlternateLookup<ReadOnlySpan<byte>>().ContainsKey(key))
            {
                Add(key.ToArray(), value?.AsSpan().ToArray());
            }
        }
    }

    /// <summary>A row is about to be changed.</summary>
    public void Begin(byte[] key)
    {
        lock (_gate)
        {
            _moment++;
            CollectionsMarshal.GetValueRefOrAddDefault(_changing, key, out _)++;
            _old.Remove(key);
            if (_young.Remove(key, out var value))
            {
                _youngBytes -= SizeOf(key, value);
            }
        }
    }

    /// <summary>The change of a row is through.</summary>
    public void End(byte[] key)
    {
        lock (_gate)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(_changing, key) == 0)
            {
                _changing.Remove(key);
            }
        }
    }

    private static long SizeOf(byte[] key, byte[]? value) => key.Length + (value?.Length ?? 0) + EntryBytes;

    private void Add(byte[] key, byte[]? value)
    {
        var size = SizeOf(key, value);
        if (size > maxBytes / 2)
        {
            return;
        }

        if (_youngBytes + size > maxBytes / 2)
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
            _youngBytes = 0;
        }

        _young.Add(key, value);
        _youngBytes += size;
    }
}
