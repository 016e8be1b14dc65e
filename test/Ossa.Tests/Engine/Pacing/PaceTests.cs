using Ossa.Engine.Pacing;
using Xunit;

namespace Ossa.Tests.Engine.Pacing;

public sealed class PaceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-100)]
    [InlineData(100)]
    public async Task A_clock_that_is_set_neither_holds_work_up_nor_lets_it_hurry(int days)
    {
        var clock = new SetClock();
        var pace = new Pace(1000, clock);
        await pace.WaitAsync(100, Cancel);
        clock.Now += TimeSpan.FromDays(days);
        await pace.WaitAsync(100, Cancel);
        Assert.Equal([TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200)], clock.Pauses);
    }

    /// <summary>A wall clock that is set at will, while no time passes: pauses are noted, and over at once.</summary>
    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public List<TimeSpan> Pauses { get; } = [];

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
