namespace Ossa.Engine.Scrubbing;

/// <summary>Keeps reading to a number of bytes a second, by pauses. Time that was not used is not made up for.</summary>
internal sealed class ScrubPace(long bytesPerSecond, TimeProvider time)
{
    /// <summary>Shorter pauses are put together.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);

    private DateTimeOffset _paidUntil = time.GetUtcNow();

    /// <summary>Waits for as long as reading so much may take.</summary>
    public async ValueTask WaitAsync(int bytes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        _paidUntil = (_paidUntil > now ? _paidUntil : now) + TimeSpan.FromSeconds((double)bytes / bytesPerSecond);
        var pause = _paidUntil - now;
        if (pause >= ShortestPause)
        {
            await Task.Delay(pause, time, cancellationToken);
        }
    }
}
