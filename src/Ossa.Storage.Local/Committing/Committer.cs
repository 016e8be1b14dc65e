using System.Diagnostics;
using Ossa.Storage.Local.FileSystem;
using Ossa.Storage.Local.RocksDb;

namespace Ossa.Storage.Local.Committing;

/// <summary>
/// The one writer of the database. While it waits for a sync, further batches gather; they all share the next one. So a sync costs the same
/// for one writer and for a hundred.
/// </summary>
/// <remarks>
/// Groups are written on a thread of its own, so that the others can go on and gather. Where nobody has come to share a sync for a while, and
/// nothing else waits for a thread, a batch is written by whoever brings it: two changes of threads take as long as a third of its sync.
/// </remarks>
internal sealed class Committer : IDisposable
{
    /// <summary>A group takes no more batches once it holds this much, which bounds the memory of the log's buffer.</summary>
    private const long MaxGroupBytes = 4 << 20;

    /// <summary>After so many groups of one batch in a row whoever brings a batch is taken to be alone.</summary>
    private const int LoneGroupsInRow = 64;

    /// <summary>A usual sync is the mean of about so many.</summary>
    private const int UsualOf = 16;

    private readonly object _gate = new();
    private readonly Queue<PendingBatch> _waiting = new();
    private readonly CommitGroup _group;
    private readonly LogExtender? _log;
    private readonly WriteGate _writes;
    private readonly FreeSpace _space;
    private readonly SpaceReclaimer _reclaimer;
    private readonly long _quickSync;
    private readonly Action? _beforeWrite;
    private readonly Thread _thread;
    private long _writeCount;
    private long _batchCount;
    private long _usualSync;
    private int _loneGroups;
    private int _pausing;
    private bool _committing;
    private bool _closing;

    /// <param name="database">Where it writes.</param>
    /// <param name="log">Looks after the log; null where nobody does.</param>
    /// <param name="writes">Closes when a write fails.</param>
    /// <param name="space">What the disk has left.</param>
    /// <param name="reclaimer">Looks at the disk after each write.</param>
    /// <param name="quickSync">Where a sync takes longer, two changes of threads are no matter, but a thread that is held up is.</param>
    /// <param name="beforeWrite">Is called before each write.</param>
    public Committer(
        Database database,
        LogExtender? log,
        WriteGate writes,
        FreeSpace space,
        SpaceReclaimer reclaimer,
        TimeSpan quickSync,
        Action? beforeWrite
    )
    {
        _group = new CommitGroup(database);
        _log = log;
        _writes = writes;
        _space = space;
        _reclaimer = reclaimer;
        _quickSync = (long)(quickSync.TotalSeconds * Stopwatch.Frequency);
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
            if (!IsAlone())
            {
                Enqueue(pending);
                return pending.Answer;
            }

            _committing = true;
        }
        Commit([pending]);
        return pending.Answer;
    }

    /// <summary>Waits until nothing is being written, and has everything wait until the pause is disposed.</summary>
    public IDisposable Pause()
    {
        lock (_gate)
        {
            _pausing++;
            while (_committing)
            {
                Monitor.Wait(_gate);
            }

            _pausing--;
            _committing = true;
        }
        return new CommitPause(Release);
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
        }
    }

    /// <summary>Whether a batch had better be written by whoever brings it. The caller holds the gate.</summary>
    private bool IsAlone() =>
        _loneGroups == LoneGroupsInRow
        && _usualSync < _quickSync
        && !_committing
        && _waiting.Count == 0
        && Environment.ProcessorCount > 1
        && BlockingThread.IsCurrent
        && ThreadPool.PendingWorkItemCount == 0;

    /// <summary>The caller holds the gate.</summary>
    private void Enqueue(PendingBatch pending)
    {
        _waiting.Enqueue(pending);
        // One signal for a queue that was empty is enough: the committer takes all there is, and whoever commits gives one at the end.
        if (_waiting.Count == 1 && !_committing)
        {
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for batches and takes as many as share a sync; none when there will be no more.</summary>
    private List<PendingBatch> Take()
    {
        var taken = new List<PendingBatch>();
        var bytes = 0L;
        lock (_gate)
        {
            while (_committing || (_waiting.Count == 0 && !_closing))
            {
                Monitor.Wait(_gate);
            }

            while (bytes < MaxGroupBytes && _waiting.TryDequeue(out var pending))
            {
                taken.Add(pending);
                bytes += pending.SizeBytes;
            }

            _committing = true;
        }
        return taken;
    }

    /// <summary>Commits a group that was taken, and lets the next one be, whatever happens.</summary>
    private void Commit(List<PendingBatch> batches)
    {
        try
        {
            Admit(batches);
            Write(batches.Count);
            // Before the next one may commit: what closes the store waits for that, and then for nobody else.
            _reclaimer.Wake();
        }
        catch (Exception error)
        {
            var failure = _writes.Close(error);
            _group.Fail(failure);
            batches.ForEach(pending => pending.Fail(failure));
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Lets the next one commit.</summary>
    private void Release()
    {
        lock (_gate)
        {
            _committing = false;
            if (_waiting.Count > 0 || _closing || _pausing > 0)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Write(int batches)
    {
        if (!_group.HasChanges)
        {
            _group.Succeed();
            return;
        }

        try
        {
            _writes.ThrowIfReadOnly();
        }
        catch (StoreReadOnlyException error)
        {
            _group.Fail(error);
            return;
        }

        _beforeWrite?.Invoke();
        var started = Stopwatch.GetTimestamp();
        _group.Write();
        Volatile.Write(ref _writeCount, _writeCount + 1);
        Volatile.Write(ref _batchCount, _batchCount + _group.Count);
        NoteSync(batches, Stopwatch.GetTimestamp() - started);
        var bytes = _group.SizeBytes;
        _group.Succeed();
        _log?.Written(bytes);
    }

    /// <summary>Notes, before anybody is answered, how long a sync took, and whether somebody else came meanwhile.</summary>
    private void NoteSync(int batches, long sync)
    {
        lock (_gate)
        {
            _usualSync += (sync - _usualSync) / UsualOf;
            _loneGroups = batches == 1 && _waiting.Count == 0 ? Math.Min(_loneGroups + 1, LoneGroupsInRow) : 0;
        }
    }

    /// <summary>Takes into the group what there is room for, and answers the others.</summary>
    private void Admit(List<PendingBatch> batches)
    {
        SpaceBudget room;
        try
        {
            room = _space.Measure();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The file system does not tell, so nothing is promised.
            batches.ForEach(pending => pending.Fail(error));
            return;
        }

        foreach (var pending in batches)
        {
            if (HasRoom(pending, room))
            {
                _group.Add(pending);
            }
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
