using System.Diagnostics;

namespace Ossa.Server.Transport;

/// <summary>
/// Shares the work of waiting for sockets, and of what is found then, between threads. One of them does all of it; others join, one by one, while there is no
/// pause for a while, and leave when they find nothing to do while another one waits. Who is held up with one socket does not hold up the others for
/// long: what was found is taken one by one, and one of those that are free looks now and then whether anybody goes on with it. While several sockets are
/// sent what takes some time, all of them wait, for one socket at a time each, and where it takes long there are more of them. Whoever sees to a socket that is alone may be held up for as long as it takes.
/// </summary>
/// <param name="maxFound">The most that is found at once.</param>
/// <param name="threads">How many threads there are at first, two at least; no more work at once where nobody is held up and nothing takes long.</param>
/// <param name="maxThreads">How many there may be once something takes long.</param>
/// <param name="patience">How long there is no pause before another one joins.</param>
/// <param name="spread">How long all wait for sockets after somebody has had a socket that took long, and two after somebody was held up.</param>
/// <param name="look">How often one that is free looks while there is anything to do; of one with nothing to do, a second at most.</param>
internal sealed class PollWork(
    int maxFound,
    int threads,
    int maxThreads,
    TimeSpan patience,
    TimeSpan spread,
    TimeSpan look
)
{
    /// <summary>Then whoever waits for one looks again whether that is needed still.</summary>
    public const int WaitForOneMilliseconds = 20;

    /// <summary>A socket that was found so often in a row is taken to be alone.</summary>
    private const int AloneInRow = 8;

    /// <summary>Whoever comes back from waiting sooner has not slept: something was there already.</summary>
    private static readonly long Pause = Ticks(TimeSpan.FromMicroseconds(5));

    private static readonly TimeSpan IdleLook = TimeSpan.FromSeconds(1);

    private readonly int _most = threads;
    private readonly long _patience = Ticks(patience);
    private readonly long _spread = Ticks(spread);
    private readonly object _gate = new();
    private readonly ReadySocket[] _found = new ReadySocket[maxFound];
    private readonly int _maxThreads = maxThreads;
    private int _count;
    private int _next;
    private int _threads = threads;
    private int _asleep;

    /// <summary>How many of those that sleep are called, and have not heard it yet.</summary>
    private int _called;

    /// <summary>How many wait for sockets, for all or for one.</summary>
    private int _waiting;
    private bool _isSomebodyWaitingForAll;
    private bool _isWatched;
    private bool _isIdle;
    private bool _isLent;
    private int _last;
    private int _inRow;
    private long _waitingSince;
    private long _busySince;
    private long _spreadUntil;
    private long _lentUntil;

    private bool AreSeveral => _inRow == 0;

    /// <summary>What is to be done next; the socket only where one is to be seen to.</summary>
    public PollTurn Next(out ReadySocket ready)
    {
        lock (_gate)
        {
            var turn = Pick(out ready);
            _waiting += turn == PollTurn.SeeTo ? 0 : 1;
            HaveSomebodyLook();
            return turn;
        }
    }

    /// <summary>
    /// What was taken last takes a while. Where several sockets are at work another thread goes on with the others at once, and for a while none goes to sleep. One alone pays for no thread that
    /// is woken for nothing.
    /// </summary>
    /// <returns>
    /// Whether the caller is to begin another thread, which counts from now on: of these there are to be more than of others, so none has to be busy, but all awake.
    /// </returns>
    public bool CallAnother()
    {
        lock (_gate)
        {
            return TryKeepAwake() && MayBegin(_maxThreads);
        }
    }

    /// <summary>The same for what takes less long, for which there are to be no more threads than there are.</summary>
    public void KeepAwake()
    {
        lock (_gate)
        {
            TryKeepAwake();
        }
    }

    /// <summary>A thread that was to be begun could not be.</summary>
    public void NotBegun()
    {
        lock (_gate)
        {
            _threads--;
        }
    }

    /// <summary>
    /// Whoever sees to a socket is about to be held up, such as by the disk. True where he may be: another thread waits for sockets then, and after that beside him for a while, so that nobody has to be woken the next
    /// time. One at a time, and only where one socket alone has been at work for a while; where several are, a thread of the pool finds the next one's work when it is done with that of the one before.
    /// </summary>
    /// <param name="isLent">Whether he has been told so already, and is about to be held up again: no longer once another socket was at work.</param>
    /// <param name="isShort">Whether the caller is to begin another thread, which counts from now on: all are awake, and nobody would find out that the one who waits is held up, too.</param>
    public bool TryLend(bool isLent, out bool isShort)
    {
        lock (_gate)
        {
            isShort = false;
            if (isLent)
            {
                return !AreSeveral;
            }

            var hasOthers = _waiting > 0 || _called < _asleep;
            if (_isLent || _inRow < AloneInRow || _next < _count || !hasOthers)
            {
                return false;
            }

            (_isLent, _lentUntil) = (true, Stopwatch.GetTimestamp() + _spread);
            if (_waiting == 0)
            {
                Call();
            }

            isShort = MayBegin(_most + 1);
            return true;
        }
    }

    /// <summary>A socket is gone; another one may have its number.</summary>
    public void Forget(int number)
    {
        lock (_gate)
        {
            (_inRow, _last) = _last == number ? (0, -1) : (_inRow, _last);
        }
    }

    /// <summary>Whoever was to be held up is there again.</summary>
    public void TakeBack()
    {
        lock (_gate)
        {
            _isLent = false;
        }
    }

    /// <summary>Whoever waited for one has found it, and sees to it, or has found nothing.</summary>
    public void FoundOne(ReadOnlySpan<ReadySocket> found)
    {
        lock (_gate)
        {
            _waiting--;
            if (found is [var ready])
            {
                Note(ready);
                _isIdle = false;
            }
        }
    }

    /// <summary>Whoever waited for all has found something, or nothing.</summary>
    public void Found(ReadOnlySpan<ReadySocket> found)
    {
        lock (_gate)
        {
            found.CopyTo(_found);
            (_next, _count, _isSomebodyWaitingForAll, _isIdle) = (0, found.Length, false, false);
            _waiting--;
            var now = Stopwatch.GetTimestamp();
            if (now - _waitingSince > Pause)
            {
                _busySince = now;
            }
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private PollTurn Pick(out ReadySocket ready)
    {
        ready = default;
        var mayTake = true;
        while (_next == _count || !mayTake)
        {
            if (_next == _count && FindTurn() is { } turn)
            {
                return turn;
            }

            mayTake = Sleep();
        }

        ready = _found[_next++];
        Note(ready);
        CallForPatience();
        return PollTurn.SeeTo;
    }

    /// <summary>How whoever has nothing else to do waits; null where others do, and he may sleep.</summary>
    private PollTurn? FindTurn()
    {
        var now = Stopwatch.GetTimestamp();
        // Whoever is held up and the one who stands in for him; nobody else is woken for that.
        var areTwo = now < _lentUntil && _waiting + (_isLent ? 1 : 0) > 1;
        if (now < _spreadUntil || (now < _lentUntil && !areTwo))
        {
            return PollTurn.WaitForOne;
        }

        if (_isSomebodyWaitingForAll || areTwo)
        {
            return null;
        }

        (_isSomebodyWaitingForAll, _waitingSince) = (true, now);
        return PollTurn.WaitForAll;
    }

    private void Note(ReadySocket ready) =>
        (_inRow, _last) = (ready.Number == _last ? Math.Min(_inRow + 1, AloneInRow) : 0, ready.Number);

    /// <summary>One socket alone leaves nothing for another thread to do: the two would only take turns with it.</summary>
    private void CallForPatience()
    {
        var now = Stopwatch.GetTimestamp();
        if (AreSeveral && now - _busySince > _patience)
        {
            _busySince = now;
            if (_threads - _asleep + _called - (_isLent ? 1 : 0) < _most)
            {
                Call();
            }
        }
    }

    private bool TryKeepAwake()
    {
        if (!AreSeveral)
        {
            return false;
        }

        _spreadUntil = Stopwatch.GetTimestamp() + _spread;
        if (!_isSomebodyWaitingForAll)
        {
            Call();
        }

        return true;
    }

    private bool MayBegin(int most)
    {
        var mayBegin = _asleep == 0 && _threads < most;
        _threads += mayBegin ? 1 : 0;
        return mayBegin;
    }

    private void Call()
    {
        if (_called < _asleep)
        {
            _called++;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Whoever goes may be held up, so that one of those that sleep has to look now and then.</summary>
    private void HaveSomebodyLook()
    {
        if (!_isWatched)
        {
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>
    /// Sleeps until it is called, or has to look, which one does of those that sleep. Whether it may take what was found: for that it was called, or it has looked; not where it was woken to be
    /// the one that looks.
    /// </summary>
    private bool Sleep()
    {
        _asleep++;
        var hasLooked = false;
        if (_isWatched)
        {
            Monitor.Wait(_gate);
        }
        else
        {
            var wait = _isIdle ? IdleLook : look;
            (_isWatched, _isIdle) = (true, true);
            hasLooked = !Monitor.Wait(_gate, wait);
            _isWatched = false;
        }

        _asleep--;
        var isCalled = _called > 0;
        _called -= isCalled ? 1 : 0;
        return isCalled || hasLooked;
    }
}
