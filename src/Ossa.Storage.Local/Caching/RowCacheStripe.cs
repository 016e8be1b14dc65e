using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Ossa.Storage.Local.Caching;

/// <summary>
/// A part of the rows, with a lock of its own. There are two generations: what is asked for moves to the young one, and once that is full
/// it becomes the old one, whose rows go all at once.
/// </summary>
internal sealed class RowCacheStripe(long maxBytes)
{
    /// <summary>What an entry takes beside its key and its value, about.</summary>
    private const int EntryBytes = 160;

    /// <summary>A longer value is kept only every so many times, so that those that are read once do not push out all else.</summary>
    private const int LargeBytes = 16 * 1024;

    private const int LargeThinning = 8;

    /// <summary>The moment of a read whose result is not to be kept.</summary>
    private const long Never = -1;

    private readonly Lock _gate = new();
    private readonly Dictionary<byte[], int> _changing = new(RowKeyComparer.Instance);
    private Dictionary<byte[], KnownRow> _young = new(RowKeyComparer.Instance);
    private Dictionary<byte[], KnownRow> _old = new(RowKeyComparer.Instance);
    private long _youngBytes;
    private long _moment;
    private uint _largeOnes;

    /// <summary>How many reads were answered.</summary>
    public long Hits { get; private set; }

    /// <summary>How many reads were not.</summary>
    public long Misses { get; private set; }

    /// <summary>Whether the row is known.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="row">The row.</param>
    /// <param name="moment">Where it is not known: what <see cref="Offer"/> is to be told with what the database says.</param>
    public bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out KnownRow? row, out long moment)
    {
        lock (_gate)
        {
            moment = Never;
            if (_young.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out row))
            {
                Hits++;
                return true;
            }

            if (_old.GetAlternateLookup<ReadOnlySpan<byte>>().Remove(key, out var known, out row))
            {
                Hits++;
                Add(known, row);
                return true;
            }

            var isChanging = _changing.GetAlternateLookup<ReadOnlySpan<byte>>().ContainsKey(key);
            moment = isChanging ? Never : _moment;
            return false;
        }
    }

    /// <summary>
    /// Keeps what the database said, unless anything began to change since: it may have been read before that. Of large values it keeps one in
    /// eight: one that is read all the time is kept soon. Gives the row where it is kept.
    /// </summary>
    public KnownRow? Offer(ReadOnlySpan<byte> key, byte[]? value, long moment)
    {
        lock (_gate)
        {
            Misses++;
            if (moment != _moment)
            {
                return null;
            }

            // Another one may have offered the same row meanwhile.
            if (_young.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var present))
            {
                return present;
            }

            if (value is { Length: > LargeBytes } && ++_largeOnes % LargeThinning != 0)
            {
                return null;
            }

            var row = new KnownRow(value);
            return Add(key.ToArray(), row) ? row : null;
        }
    }

    /// <summary>A row is about to be changed.</summary>
    public void Begin(byte[] key)
    {
        lock (_gate)
        {
            _moment++;
            CollectionsMarshal.GetValueRefOrAddDefault(_changing, key, out _)++;
            if (_old.Remove(key, out var old))
            {
                old.Forget();
            }

            if (_young.Remove(key, out var young))
            {
                young.Forget();
                _youngBytes -= SizeOf(key, young);
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

    private static long SizeOf(byte[] key, KnownRow row) => key.Length + (row.Value?.Length ?? 0) + EntryBytes;

    private bool Add(byte[] key, KnownRow row)
    {
        var size = SizeOf(key, row);
        if (size > maxBytes / 2)
        {
            return false;
        }

        if (_youngBytes + size > maxBytes / 2)
        {
            Turn();
        }

        _young.Add(key, row);
        _youngBytes += size;
        return true;
    }

    /// <summary>The young generation becomes the old one, and that is forgotten.</summary>
    private void Turn()
    {
        (_young, _old) = (_old, _young);
        foreach (var row in _young.Values)
        {
            row.Forget();
        }

        _young.Clear();
        _youngBytes = 0;
    }
}
