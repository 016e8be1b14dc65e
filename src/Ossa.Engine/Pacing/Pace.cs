namespace Ossa.Engine.Pacing;

/// <summary>Keeps work to a number of units a second, by pauses. Time that was not used is not made up for.</summary>
internal sealed class Pace(long unitsPerSecond, TimeProvider time)
{
    /// <summary>Shorter pauses are put together.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);

    private DateTimeOffset _paidUntil = time.GetUtcNow();

    /// <summary>Waits for as long as so many units may take.</summary>
    public async ValueTask WaitAsync(int units, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        _paidUntil = (_paidUntil > now ? _paidUntil : now) + TimeSpan.FromSeconds((double)units / unitsPerSecond);
        var pause = _paidUntil - now;
        if (pause >= ShortestPause)
        {
            await Task.Delay(pause, time, cancellationToken);
        }
    }
}
