using Microsoft.Extensions.Time.Testing;

namespace Ossa.Tests.Server.Traffic;

/// <summary>
/// A clock that stands still until somebody waits less than <see cref="LongestJump"/> by it, and then is there at once: what waits runs at full
/// speed, and how long it would have taken is read off.
/// </summary>
public sealed class JumpingClock() : FakeTimeProvider(TimeProvider.System.GetUtcNow())
{
    /// <summary>Whoever waits longer, as the collector does, waits for good.</summary>
    private static readonly TimeSpan LongestJump = TimeSpan.FromSeconds(5);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < LongestJump)
        {
            Advance(dueTime);
        }

        return timer;
    }
}
