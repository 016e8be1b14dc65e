using Ossa.Storage.Local.RocksDb;

namespace Ossa.Storage.Local.Caching;

/// <summary>
/// Rows that were read not long ago, and that others are absent, in bounded memory. A row is forgotten before a batch that changes it is
/// handed over, and not kept again until that batch is through: so whatever is found here is what the database would have given, and no
/// reader sees an older value than one before it. The process that holds the directory is the only one that writes, so nothing else can
/// change a row.
/// </summary>
/// <remarks>
/// A read in RocksDB took 8 to 10 microseconds with all that goes with it, and a signed download makes six: one of the body and five of
/// rows that are the same for every request to the bucket.
/// </remarks>
internal sealed class RowCache
{
    private const int StripeCount = 64;

    /// <summary>What of the key of an entry stands before that of the database: the family.</summary>
    private const int FamilyBytes = 1;

    private const int UsualKeyBytes = 256;

    private readonly RowCacheStripe[] _stripes = new RowCacheStripe[StripeCount];

    /// <param name="maxBytes">How much is kept at most, the cost of keeping it included; 0 keeps nothing.</param>
    public RowCache(long maxBytes)
    {
        for (var i = 0; i < _stripes.Length; i++)
        {
            _stripes[i] = new RowCacheStripe(maxBytes / StripeCount);
        }
    }

    /// <summary>How many reads were answered from here.</summary>
    public long Hits => _stripes.Sum(stripe => stripe.Hits);

    /// <summary>How many reads had to ask the database.</summary>
    public long Misses => _stripes.Sum(stripe => stripe.Misses);

    /// <summary>Whether a row is kept, and its value; null when there is none.</summary>
    public bool TryGet(RowFamily family, PartitionId partition, ReadOnlySpan<byte> key, out byte[]? value)
    {
        var length = FamilyBytes + RowKey.Length(partition, key);
        var full = length <= UsualKeyBytes ? stackalloc byte[UsualKeyBytes] : new byte[length];
        full = full[..length];
        Write(full, family, partition, key);
        return TryGet(full, out value, out _);
    }

    /// <summary>A row's value, from here or else from the database; null when there is none.</summary>
    public byte[]? Get(Database database, RowFamily family, PartitionId partition, ReadOnlySpan<byte> key)
    {
        var length = FamilyBytes + RowKey.Length(partition, key);
        var full = length <= UsualKeyBytes ? stackalloc byte[UsualKeyBytes] : new byte[length];
        full = full[..length];
        Write(full, family, partition, key);
        if (TryGet(full, out var value, out var moment))
        {
            return value;
        }

        value = database.Get(family, full[FamilyBytes..]);
        var row = StripeOf(full).Offer(full, value, moment);
        ReadSet.Current?.Add(row);
        return value;
    }

    /// <summary>Forgets the rows of a batch that is about to be handed over, and keeps none of them from now on.</summary>
    public Changing Begin(PartitionId partition, WriteBatch batch)
    {
        var changes = batch.Changes;
        var keys = new byte[changes.Count][];
        for (var i = 0; i < keys.Length; i++)
        {
            var (family, key) = (changes[i].Family, changes[i].Key);
            keys[i] = new byte[FamilyBytes + RowKey.Length(partition, key)];
            Write(keys[i], family, partition, key);
            StripeOf(keys[i]).Begin(keys[i]);
        }

        return new Changing(this, keys);
    }

    private bool TryGet(ReadOnlySpan<byte> full, out byte[]? value, out long moment)
    {
        if (!StripeOf(full).TryGet(full, out var row, out moment))
        {
            value = null;
            return false;
        }

        ReadSet.Current?.Add(row);
        value = row.Value;
        return true;
    }

    private static void Write(Span<byte> full, RowFamily family, PartitionId partition, ReadOnlySpan<byte> key)
    {
        full[0] = (byte)family;
        RowKey.Write(full[FamilyBytes..], partition, key);
    }

    private RowCacheStripe StripeOf(ReadOnlySpan<byte> key) => _stripes[RowKeyComparer.HashOf(key) % StripeCount];

    /// <summary>The rows of a batch that is under way; disposing says that it is through, applied or not.</summary>
    internal readonly struct Changing(RowCache cache, byte[][] keys) : IDisposable
    {
        public void Dispose()
        {
            foreach (var key in keys)
            {
                cache.StripeOf(key).End(key);
            }
        }
    }
}
