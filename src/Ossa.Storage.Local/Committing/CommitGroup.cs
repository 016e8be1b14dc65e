using Ossa.Storage.Local.RocksDb;

namespace Ossa.Storage.Local.Committing;

/// <summary>The batches that share one write and one sync. Each is judged as if those before it were already written.</summary>
internal sealed class CommitGroup(Database database) : IDisposable
{
    private readonly PendingRows _rows = new(database);
    private readonly NativeBatch _changes = new(database);
    private readonly List<PendingBatch> _accepted = [];

    public bool HasChanges => !_changes.IsEmpty;

    /// <summary>How many batches it has taken in.</summary>
    public int Count => _accepted.Count;

    /// <summary>How many bytes they add to the log, beside its headers.</summary>
    public long SizeBytes => _changes.SizeBytes;

    /// <summary>Takes a batch in, or answers it at once when a guard does not hold or it is malformed.</summary>
    public void Add(PendingBatch pending)
    {
        try
        {
            if (!GuardsHold(pending))
            {
                pending.Complete(applied: false);
                return;
            }
            // Everything that can fail comes first, so that a failing batch leaves no trace in the group.
            var changes = pending.Batch.Changes.Select(change => Resolve(pending.Partition, change)).ToArray();
            foreach (var change in changes)
            {
                Write(change);
            }

            _accepted.Add(pending);
        }
        catch (Exception error)
        {
            pending.Fail(error);
        }
    }

    public void Write() => _changes.Write();

    /// <summary>Answers everyone in the group and makes room for the next.</summary>
    public void Succeed() => End(pending => pending.Complete(applied: true));

    public void Fail(Exception error) => End(pending => pending.Fail(error));

    public void Dispose() => _changes.Dispose();

    private bool GuardsHold(PendingBatch pending)
    {
        foreach (var guard in pending.Batch.Guards)
        {
            var present = _rows.Get(RowKey.Of(pending.Partition, guard.Key));
            if (!guard.Holds(present, present is not null))
            {
                return false;
            }
        }
        return true;
    }

    private ResolvedChange Resolve(PartitionId partition, RowChange change)
    {
        var key = RowKey.Of(partition, change.Key);
        return change.Kind switch
        {
            RowChangeKind.Put => new(change.Family, key, change.Value),
            RowChangeKind.Add => new(RowFamily.Record, key, CounterValue.Add(_rows.Get(key), change.Delta)),
            _ => new(change.Family, key, null),
        };
    }

    private void Write(ResolvedChange change)
    {
        if (change.Value is null)
        {
            _changes.Delete(change.Family, change.Key);
        }
        else
        {
            _changes.Put(change.Family, change.Key, change.Value);
        }

        if (change.Family == RowFamily.Record)
        {
            _rows.Set(change.Key, change.Value);
        }
    }

    private void End(Action<PendingBatch> answer)
    {
        _accepted.ForEach(answer);
        _accepted.Clear();
        _rows.Clear();
        _changes.Clear();
    }

    private readonly record struct ResolvedChange(RowFamily Family, byte[] Key, byte[]? Value);
}
