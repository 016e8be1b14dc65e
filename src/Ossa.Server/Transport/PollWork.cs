using System.Diagnostics;

namespace Ossa.Server.Transport;

/// <summary>
/// Shares the work of waiting for sockets, and of what is found then, between threads. One of them does all of it; another one joins when there was no
/// pause for a while, and leaves when it finds nothing to do while another one waits. Who is held up with one socket does not hold up the others for
/// long: what was found is taken one by one, and one of those that are free looks now and then whether anybody goes on with it.
/// </summary>
/// <param name="maxFound">The most that is found at once.</param>
/// <param name="patience">How long one thread works without a pause before another one joins.</param>
/// <param name="look">How often one that is free looks while there is anything to do; of one with nothing to do, a second at most.</param>
internal sealed class PollWork(int maxFound, TimeSpan patience, TimeSpan look)
{
    /// <summary>Whoever comes back from waiting sooner has not slept: something was there already.</summary>
    private static readonly long Pause = Ticks(TimeSpan.FromMicroseconds(5));

    private static readonly TimeSpan IdleLook = TimeSpan.FromSeconds(1);

    private readonly long _patience = Ticks(patience);
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

    /// <summary>What is to be done next; false where this thread is to wait for sockets, and then to call <see cref="Found"/>.</summary>
    public bool TryTake(out ReadySocket ready)
    {
        lock (_gate)
        {
            while (_next == _count && _isSomebodyWaiting)
            {
                Sleep();
            }

            var now = Stopwatch.GetTimestamp();
            if (_next == _count)
            {
                (_isSomebodyWaiting, _waitingSince) = (true, now);
                ready = default;
                return false;
            }

            ready = _found[_next++];
            (_areSeveral, _last) = (ready.Number != _last, ready.Number);
            // One socket alone leaves nothing for another thread to do: the two would only take turns with it.
            if (_areSeveral && now - _busySince > _patience)
            {
                _busySince = now;
                Monitor.Pulse(_gate);
            }

            return true;
        }
    }

    /// <summary>
    /// What was taken last takes a while. Where several sockets are at work another thread goes on with the others at once: four readers of 1 MiB got a
    /// sixteenth more that way, while one alone pays for no thread that is woken for nothing.
    /// </summary>
    public void CallAnother()
    {
        lock (_gate)
        {
            if (_areSeveral && !_isSomebodyWaiting)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Whoever waited has found something.</summary>
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

    private void Sleep()
    {
        if (_isWatched)
        {
            Monitor.Wait(_gate);
        }
        else
        {
            var wait = _isIdle ? IdleLook : look;
            (_isWatched, _isIdle) = (true, true);
            Monitor.Wait(_gate, wait);
            _isWatched = false;
        }

        if (!_isWatched && (_next < _count || !_isSomebodyWaiting))
        {
            // This one has work now, so another one has to look.
            Monitor.Pulse(_gate);
        }
    }
}
