namespace Ossa.Engine.Pacing;

/// <summary>Keeps work to a number of units a second, by pauses. Time that was not used is not made up for. How clocks are set does not count.</summary>
internal sealed class Pace(long unitsPerSecond, TimeProvider time)
{
    /// <summary>Shorter pauses are put together.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);

    private readonly long _start = time.GetTimestamp();

    /// <summary>Counted from the start.</summary>
    private TimeSpan _paidUntil;

    /// <summary>Waits for as long as so many units may take.</summary>
    public async ValueTask WaitAsync(int units, CancellationToken cancellationToken)
    {
        var now = time.GetElapsedTime(_start);
        _paidUntil = (_paidUntil > now ? _paidUntil : now) + TimeSpan.FromSeconds((double)units / unitsPerSecond);
        var pause = _paidUntil - now;
        if (pause >= ShortestPause)
        {
            await Task.Delay(pause, time, cancellationToken);
        }
    }
}
