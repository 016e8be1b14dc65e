using System.Diagnostics;

namespace Ossa.Server.Transport;

/// <summary>
/// Has one of several threads do something at a time, whichever is free. One of those that are free looks now and then whether whoever has the turn is
/// held up, and takes it from him then.
/// </summary>
internal sealed class PollTurn
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan HeldUp = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private long _turn;
    private long _busySince;
    private bool _isTaken;
    private bool _isWatched;

    /// <summary>Ends when it is this thread's turn, and gives its number.</summary>
    public long Take()
    {
        lock (_gate)
        {
            while (_isTaken && !IsHeldUp)
            {
                WaitForChange();
            }

            End();
            _isTaken = true;
            if (!_isWatched)
            {
                // It was this one who looked; now another one has to.
                Monitor.Pulse(_gate);
            }

            return ++_turn;
        }
    }

    /// <summary>Whether it is still this turn.</summary>
    public bool Is(long turn) => Volatile.Read(ref _turn) == turn;

    /// <summary>Whoever has the turn does something from now on, which may take longer than it should.</summary>
    /// <param name="now">A time stamp of <see cref="Stopwatch"/>.</param>
    public void Begin(long now) => Volatile.Write(ref _busySince, now);

    /// <summary>That is done.</summary>
    public void End() => Volatile.Write(ref _busySince, 0);

    /// <summary>It is the turn of another one, if any is free; otherwise of the next that will be.</summary>
    public void Pass(long turn)
    {
        lock (_gate)
        {
            if (_turn == turn)
            {
                End();
                _isTaken = false;
                Monitor.Pulse(_gate);
            }
        }
    }

    private bool IsHeldUp =>
        Volatile.Read(ref _busySince) is var since and > 0 && Stopwatch.GetElapsedTime(since) > HeldUp;

    private void WaitForChange()
    {
        if (_isWatched)
        {
            Monitor.Wait(_gate);
            return;
        }

        _isWatched = true;
        Monitor.Wait(_gate, Look);
        _isWatched = false;
    }
}
