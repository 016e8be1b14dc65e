namespace Ossa.Storage;

/// <summary>
/// Changes to one partition that happen together or not at all, and the guards under which they may happen. A batch names
/// each row at most once among its puts, deletes and additions; guards speak of the state before the batch.
/// </summary>
public sealed class WriteBatch
{
    private readonly List<RowChange> _changes = [];
    private readonly List<RowGuard> _guards = [];

    /// <summary>The changes, in the order in which they were added.</summary>
    public IReadOnlyList<RowChange> Changes => _changes;

    /// <summary>The conditions that must all hold.</summary>
    public IReadOnlyList<RowGuard> Guards => _guards;

    /// <summary>Writes a row, whether or not it exists.</summary>
    public WriteBatch Put(RowFamily family, byte[] key, byte[] value) =>
        Add(new(RowChangeKind.Put, family, key, value, 0));

    /// <summary>Removes a row if it exists.</summary>
    public WriteBatch Delete(RowFamily family, byte[] key) => Add(new(RowChangeKind.Delete, family, key, [], 0));

    /// <summary>
    /// Adds to a counter, a row of eight bytes (little-endian, signed) that counts as zero while it does not exist. Additions
    /// commute, so they need no guard.
    /// </summary>
    public WriteBatch Increment(byte[] key, long delta) =>
        Add(new(RowChangeKind.Add, RowFamily.Record, key, [], delta));

    /// <summary>Requires that a record row holds exactly this value, or does not exist (null).</summary>
    public WriteBatch Require(byte[] key, byte[]? value)
    {
        _guards.Add(new RowGuard(key, value));
        return this;
    }

    private WriteBatch Add(RowChange change)
    {
        _changes.Add(change);
        return this;
    }
}
