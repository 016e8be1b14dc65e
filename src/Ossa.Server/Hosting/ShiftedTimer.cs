namespace Ossa.Server.Hosting;

/// <summary>A timer of a <see cref="ShiftableClock"/>: one of the clock below that knows how long it still waits.</summary>
internal sealed class ShiftedTimer : ITimer
{
    private readonly TimeProvider _time;
    private readonly Action _callback;
    private readonly Action<ShiftedTimer, bool> _setWaiting;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private bool _waits;
    private long _startedAt;
    private TimeSpan _dueTime;
    private TimeSpan _period;

    public ShiftedTimer(TimeProvider time, Action callback, Action<ShiftedTimer, bool> setWaiting)
    {
        _time = time;
        _callback = callback;
        _setWaiting = setWaiting;
        _timer = time.CreateTimer(
            static timer => ((ShiftedTimer)timer!).Ring(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            return Start(dueTime, period);
        }
    }

    /// <summary>Lets time pass in which nothing happened; what was due in it is due now.</summary>
    public void Skip(TimeSpan skipped)
    {
        lock (_lock)
        {
            if (_waits)
            {
                var left = _dueTime - _time.GetElapsedTime(_startedAt) - skipped;
                Start(left > TimeSpan.Zero ? left : TimeSpan.Zero, _period);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            SetWaiting(false);
            _timer.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            SetWaiting(false);
            return _timer.DisposeAsync();
        }
    }

    private bool Start(TimeSpan dueTime, TimeSpan period)
    {
        (_startedAt, _dueTime, _period) = (_time.GetTimestamp(), dueTime, period);
        SetWaiting(dueTime != Timeout.InfiniteTimeSpan);
        return _timer.Change(dueTime, period);
    }

    private void Ring()
    {
        lock (_lock)
        {
            // It may have been due and skipped at the same moment, and rings only once for both.
            if (!_waits)
            {
                return;
            }

            (_startedAt, _dueTime) = (_time.GetTimestamp(), _period);
            SetWaiting(_period > TimeSpan.Zero);
        }

        _callback();
    }

    private void SetWaiting(bool waits)
    {
        if (_waits != waits)
        {
            _waits = waits;
            _setWaiting(this, waits);
        }
    }
}
