using Ossa.Storage.Local.RocksDb;

namespace Ossa.Storage.Local.Committing;

/// <summary>Record rows as they will be once the group being built is written: its changes first, then the database.</summary>
internal sealed class PendingRows(Database database)
{
    private readonly Dictionary<byte[], byte[]?> _changed = new(new KeyEquality());

    public byte[]? Get(byte[] key) =>
        _changed.TryGetValue(key, out var value) ? value : database.Get(RowFamily.Record, key);

    /// <summary>Notes a row's new value, or its removal (null).</summary>
    public void Set(byte[] key, byte[]? value) => _changed[key] = value;

    public void Clear() => _changed.Clear();

    private sealed class KeyEquality : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] key)
        {
            var hash = new HashCode();
            hash.AddBytes(key);
            return hash.ToHashCode();
        }
    }
}
