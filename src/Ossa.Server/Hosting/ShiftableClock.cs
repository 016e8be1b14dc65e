namespace Ossa.Server.Hosting;

/// <summary>
/// Another clock's time, shifted by a span that may change while the clock runs: so a month passes in a moment, and what depends on time
/// can be tried out. Durations are measured as they really pass. Whatever waits by this clock for a time that a shift has skipped goes
/// on at once, so that no worker sleeps through it.
/// </summary>
public sealed class ShiftableClock(TimeProvider inner) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<ShiftedTimer> _waiting = [];
    private long _shiftTicks;

    /// <summary>By how much this clock is ahead of the other one; negative when it is behind.</summary>
    public TimeSpan Shift => new(Volatile.Read(ref _shiftTicks));

    /// <inheritdoc />
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <summary>Shifts the clock, counted from the other one and not from an earlier shift.</summary>
    public void ShiftBy(TimeSpan shift)
    {
        ShiftedTimer[] waiting;
        TimeSpan skipped;
        lock (_lock)
        {
            skipped = shift - Shift;
            Volatile.Write(ref _shiftTicks, shift.Ticks);
            waiting = [.. _waiting];
        }

        if (skipped <= TimeSpan.Zero)
        {
            return;
        }

        foreach (var timer in waiting)
        {
            timer.Skip(skipped);
        }
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Shift;

    /// <inheritdoc />
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ShiftedTimer(inner, () => callback(state), SetWaiting);
        timer.Change(dueTime, period);
        return timer;
    }

    private void SetWaiting(ShiftedTimer timer, bool waits)
    {
        lock (_lock)
        {
            if (waits)
            {
                _waiting.Add(timer);
            }
            else
            {
                _waiting.Remove(timer);
            }
        }
    }
}
