using Ossa.Storage.Local.FileSystem;
using Ossa.Storage.Local.RocksDb;

namespace Ossa.Storage.Local.Committing;

/// <summary>
/// Gives back the room of deleted rows while the disk is short of it. RocksDB does so by itself only once its buffers are full, which
/// takes hundreds of thousands of deletions. It also bounds the room that one merge takes for a while, by what is free.
/// </summary>
internal sealed class SpaceReclaimer : IDisposable
{
    private const double UsualGarbageShare = 0.5;
    private const double UrgentGarbageShare = 0.1;

    /// <summary>RocksDB looks at the oldest file only, so that a sound one hides the garbage in all others, unless it is moved too.</summary>
    private const double AnyGarbageShare = 0;
    private const int UsualFilesShare = 4;
    private const int SpareShare = 8;
    private const long FewestFiles = 2;

    /// <summary>How long deletions gather before they are brought to files together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(500);

    private readonly Database _database;
    private readonly FreeSpace _space;
    private readonly WriteGate _writes;
    private readonly SemaphoreSlim _work = new(0, 1);
    private readonly ManualResetEventSlim _closing = new();
    private readonly Thread _thread;
    private double _oldestShare;
    private double _garbageShare = UsualGarbageShare;
    private int _awake;

    public SpaceReclaimer(Database database, FreeSpace space, WriteGate writes)
    {
        _database = database;
        _space = space;
        _writes = writes;
        _thread = new Thread(Run) { Name = "ossa-space", IsBackground = true };
        _thread.Start();
        Wake();
    }

    /// <summary>Asks for a look at the disk; those who ask within a short time share one.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _awake, 1) == 0)
        {
            _work.Release();
        }
    }

    public void Dispose()
    {
        _closing.Set();
        Wake();
        _thread.Join();
        _work.Dispose();
        _closing.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _work.Wait();
            _closing.Wait(Gathering);
            // Whoever closes it after this wakes it once more.
            Interlocked.Exchange(ref _awake, 0);
            if (_closing.IsSet)
            {
                return;
            }

            try
            {
                Look();
            }
            catch (IOException error)
            {
                // A flush that failed leaves RocksDB unable to write, so that nothing is to be tried again.
                _writes.Close(error);
                return;
            }
        }
    }

    private void Look()
    {
        if (_database.FindFailure() is { } failure)
        {
            throw failure;
        }

        _space.RestoreBallast();
        var isShort = _space.IsShort;
        BoundMerges(isShort);
        // Without room for what is in memory the log keeps it; the next look is after something else gave room.
        if (isShort && _space.UnpromisedBytes > 0)
        {
            _database.Flush();
        }
        // Merges run on their own, and what they find deleted shows only afterwards.
        if (isShort)
        {
            Wake();
        }
    }

    private void BoundMerges(bool isShort)
    {
        var files = Math.Max(1, _database.BodyFiles());
        var affordable = _space.UnpromisedBytes / SpareShare / (long)DatabaseOptions.BodyFileBytes;
        var moved = Math.Max(FewestFiles, Math.Min(files / UsualFilesShare, affordable));
        // A little more than the whole number, since RocksDB rounds down.
        var oldest = Math.Min(1, (moved + 0.01) / files);
        var garbage = WorthMoving(isShort);
        if (garbage == _garbageShare && oldest < _oldestShare * 1.25 && oldest > _oldestShare * 0.8)
        {
            return;
        }

        _database.CollectBodies(oldest, garbage);
        _oldestShare = oldest;
        _garbageShare = garbage;
    }

    private double WorthMoving(bool isShort)
    {
        if (!isShort)
        {
            return UsualGarbageShare;
        }

        var worthwhile = Math.Max(
            (double)DatabaseOptions.BodyFileBytes,
            UrgentGarbageShare * _database.BodyFileBytes()
        );
        return _database.BodyGarbageBytes() >= worthwhile ? AnyGarbageShare : UrgentGarbageShare;
    }
}
