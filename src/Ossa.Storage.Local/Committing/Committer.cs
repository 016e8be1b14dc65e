using Ossa.Storage.Local.FileSystem;
using Ossa.Storage.Local.RocksDb;

namespace Ossa.Storage.Local.Committing;

/// <summary>
/// The one writer of the database, on a thread of its own. While it waits for a sync, further batches gather; they all share the
/// next one. So a sync costs the same for one writer and for a hundred.
/// </summary>
internal sealed class Committer : IDisposable
{
    /// <summary>A group takes no more batches once it holds this much, which bounds the memory of the log's buffer.</summary>
    private const long MaxGroupBytes = 4 << 20;

    private readonly object _gate = new();
    private readonly Queue<PendingBatch> _waiting = new();
    private readonly CommitGroup _group;
    private readonly WriteGate _writes;
    private readonly FreeSpace _space;
    private readonly SpaceReclaimer _reclaimer;
    private readonly Action? _beforeWrite;
    private readonly Thread _thread;
    private long _writeCount;
    private long _batchCount;
    private bool _closing;

    public Committer(
        Database database,
        WriteGate writes,
        FreeSpace space,
        SpaceReclaimer reclaimer,
        Action? beforeWrite
    )
    {
        _group = new CommitGroup(database);
        _writes = writes;
        _space = space;
        _reclaimer = reclaimer;
        _beforeWrite = beforeWrite;
        _thread = new Thread(Run) { Name = "ossa-committer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>How many synced writes there have been.</summary>
    public long Writes => Volatile.Read(ref _writeCount);

    /// <summary>How many batches have been written by them.</summary>
    public long Batches => Volatile.Read(ref _batchCount);

    /// <summary>How many batches wait to be written.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    public Task<bool> ApplyAsync(PartitionId partition, WriteBatch batch)
    {
        var pending = new PendingBatch(partition, batch);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, this);
            _waiting.Enqueue(pending);
            // One signal for a queue that was empty is enough: the committer takes all there is.
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }
        }
        return pending.Answer;
    }

    /// <summary>Commits what is waiting, then stops.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closing)
            {
                return;
            }

            _closing = true;
            Monitor.Pulse(_gate);
        }
        _thread.Join();
        _group.Dispose();
    }

    private void Run()
    {
        while (Take() is { Count: > 0 } batches)
        {
            Commit(batches);
            _reclaimer.Wake();
        }
    }

    /// <summary>Waits for batches and takes as many as share a sync; none when there will be no more.</summary>
    private List<PendingBatch> Take()
    {
        var taken = new List<PendingBatch>();
        var bytes = 0L;
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closing)
            {
                Monitor.Wait(_gate);
            }

            while (bytes < MaxGroupBytes && _waiting.TryDequeue(out var pending))
            {
                taken.Add(pending);
                bytes += pending.SizeBytes;
            }
        }
        return taken;
    }

    private void Commit(List<PendingBatch> batches)
    {
        var room = _space.Measure();
        foreach (var pending in batches)
        {
            if (HasRoom(pending, room))
            {
                _group.Add(pending);
            }
        }
        if (!_group.HasChanges)
        {
            _group.Succeed();
            return;
        }
        try
        {
            _writes.ThrowIfReadOnly();
            _beforeWrite?.Invoke();
            _group.Write();
            Volatile.Write(ref _writeCount, _writeCount + 1);
            Volatile.Write(ref _batchCount, _batchCount + _group.Count);
            _group.Succeed();
        }
        catch (StoreReadOnlyException error)
        {
            _group.Fail(error);
        }
        catch (Exception error)
        {
            _group.Fail(_writes.Close(error));
        }
    }

    private static bool HasRoom(PendingBatch pending, SpaceBudget room)
    {
        try
        {
            if (pending.Releases)
            {
                room.TakeForRelease(pending.SizeBytes);
            }
            else
            {
                room.TakeForData(pending.SizeBytes);
            }

            return true;
        }
        catch (IOException error)
        {
            pending.Fail(error);
            return false;
        }
    }
}
