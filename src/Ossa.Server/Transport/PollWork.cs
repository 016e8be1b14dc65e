using System.Diagnostics;

namespace Ossa.Server.Transport;

/// <summary>
/// Shares the work of waiting for sockets, and of what is found then, between threads. One of them does all of it; another one joins when there was no
/// pause for a while, and leaves when it finds nothing to do while another one waits. Who is held up with one socket does not hold up the others for
/// long: what was found is taken one by one, and one of those that are free looks now and then whether anybody goes on with it. While several sockets are
/// sent what takes long, all of them wait, for one socket at a time each.
/// </summary>
/// <param name="maxFound">The most that is found at once.</param>
/// <param name="patience">How long one thread works without a pause before another one joins.</param>
/// <param name="spread">How long all wait for sockets after somebody has had a socket that took long.</param>
/// <param name="look">How often one that is free looks while there is anything to do; of one with nothing to do, a second at most.</param>
internal sealed class PollWork(int maxFound, TimeSpan patience, TimeSpan spread, TimeSpan look)
{
    /// <summary>Then whoever waits for one looks again whether that is needed still.</summary>
    public const int WaitForOneMilliseconds = 20;

    /// <summary>Whoever comes back from waiting sooner has not slept: something was there already.</summary>
    private static readonly long Pause = Ticks(TimeSpan.FromMicroseconds(5));

    private static readonly TimeSpan IdleLook = TimeSpan.FromSeconds(1);

    private readonly long _patience = Ticks(patience);
    private readonly long _spread = Ticks(spread);
    private readonly object _gate = new();
    private readonly ReadySocket[] _found = new ReadySocket[maxFound];
    private int _count;
    private int _next;
    private bool _isSomebodyWaiting;
    private bool _isWatched;
    private bool _isIdle;
    private bool _areSeveral;
    private int _last;
    private long _waitingSince;
    private long _busySince;
    private long _spreadUntil;

    /// <summary>What is to be done next; the socket only where one is to be seen to.</summary>
    public PollTurn Next(out ReadySocket ready)
    {
        lock (_gate)
        {
            var turn = Pick(out ready);
            HaveSomebodyLook();
            return turn;
        }
    }

    /// <summary>
    /// What was taken last takes a while. Where several sockets are at work another thread goes on with the others at once, and for a while none goes to sleep: four readers of 1 MiB got a
    /// sixteenth more by the first, and a twentieth by the second. One alone pays for no thread that is woken for nothing.
    /// </summary>
    public void CallAnother()
    {
        lock (_gate)
        {
            if (!_areSeveral)
            {
                return;
            }

            _spreadUntil = Stopwatch.GetTimestamp() + _spread;
            if (!_isSomebodyWaiting)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Whoever waited for one has found it, and sees to it.</summary>
    public void FoundOne(ReadySocket ready)
    {
        lock (_gate)
        {
            Note(ready);
            _isIdle = false;
        }
    }

    /// <summary>Whoever waited for all has found something, or nothing.</summary>
    public void Found(ReadOnlySpan<ReadySocket> found)
    {
        lock (_gate)
        {
            found.CopyTo(_found);
            (_next, _count, _isSomebodyWaiting, _isIdle) = (0, found.Length, false, false);
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
        while (_next == _count)
        {
            var now = Stopwatch.GetTimestamp();
            if (now < _spreadUntil)
            {
                return PollTurn.WaitForOne;
            }

            if (!_isSomebodyWaiting)
            {
                (_isSomebodyWaiting, _waitingSince) = (true, now);
                return PollTurn.WaitForAll;
            }

            Sleep();
        }

        ready = _found[_next++];
        Note(ready);
        CallForPatience();
        return PollTurn.SeeTo;
    }

    private void Note(ReadySocket ready) => (_areSeveral, _last) = (ready.Number != _last, ready.Number);

    /// <summary>One socket alone leaves nothing for another thread to do: the two would only take turns with it.</summary>
    private void CallForPatience()
    {
        var now = Stopwatch.GetTimestamp();
        if (_areSeveral && now - _busySince > _patience)
        {
            _busySince = now;
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

    private void Sleep()
    {
        if (_isWatched)
        {
            Monitor.Wait(_gate);
            return;
        }

        var wait = _isIdle ? IdleLook : look;
        (_isWatched, _isIdle) = (true, true);
        Monitor.Wait(_gate, wait);
        _isWatched = false;
    }
}
