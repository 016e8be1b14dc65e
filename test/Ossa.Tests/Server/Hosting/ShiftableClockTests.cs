using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Ossa.Server.Hosting;
using Xunit;

namespace Ossa.Tests.Server.Hosting;

public sealed class ShiftableClockTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly FakeTimeProvider _machine = new();
    private readonly ShiftableClock _clock;

    public ShiftableClockTests() => _clock = new ShiftableClock(_machine);

    [Fact]
    public void It_is_shifted_from_the_machine_and_goes_on_with_it()
    {
        _clock.ShiftBy(31 * Day);
        _machine.Advance(Day);
        Assert.Equal(_machine.GetUtcNow() + 31 * Day, _clock.GetUtcNow());
        _clock.ShiftBy(-Day);
        Assert.Equal(_machine.GetUtcNow() - Day, _clock.GetUtcNow());
        _clock.ShiftBy(TimeSpan.Zero);
        Assert.Equal(_machine.GetUtcNow(), _clock.GetUtcNow());
    }

    [Fact]
    public void A_duration_is_what_really_passed()
    {
        var start = _clock.GetTimestamp();
        _clock.ShiftBy(31 * Day);
        _machine.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), _clock.GetElapsedTime(start));
    }

    [Fact]
    public void Who_waits_for_a_time_that_is_skipped_goes_on_at_once()
    {
        var within = Task.Delay(30 * Day, _clock, TestContext.Current.CancellationToken);
        var beyond = Task.Delay(33 * Day, _clock, TestContext.Current.CancellationToken);
        _clock.ShiftBy(31 * Day);
        Assert.True(within.IsCompleted);
        Assert.False(beyond.IsCompleted);
        _machine.Advance(Day);
        Assert.False(beyond.IsCompleted);
        _machine.Advance(Day);
        Assert.True(beyond.IsCompleted);
    }

    [Fact]
    public void A_step_back_keeps_nobody_waiting_longer()
    {
        var waiting = Task.Delay(Day, _clock, TestContext.Current.CancellationToken);
        _clock.ShiftBy(-31 * Day);
        _machine.Advance(Day);
        Assert.True(waiting.IsCompleted);
    }

    [Fact]
    public void What_comes_again_and_again_comes_once_for_a_jump_and_then_as_before()
    {
        var rung = 0;
        using var timer = _clock.CreateTimer(_ => rung++, null, Day, Day);
        _clock.ShiftBy(31 * Day);
        Assert.Equal(1, rung);
        _machine.Advance(Day - TimeSpan.FromTicks(1));
        Assert.Equal(1, rung);
        _machine.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(2, rung);
    }

    [Fact]
    public void What_is_stopped_or_has_rung_stays_silent()
    {
        var rung = 0;
        using var once = _clock.CreateTimer(_ => rung++, null, Day, Timeout.InfiniteTimeSpan);
        using var stopped = _clock.CreateTimer(_ => rung++, null, 2 * Day, Day);
        var gone = _clock.CreateTimer(_ => rung++, null, 2 * Day, Day);
        _machine.Advance(Day);
        Assert.True(stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        gone.Dispose();
        _clock.ShiftBy(31 * Day);
        Assert.Equal(1, rung);
    }

    [Fact]
    public void However_time_passes_and_jumps_a_timer_rings_when_its_time_is_shown()
    {
        var step = Gen.Int[0, 20].Select(Gen.Bool);
        Gen.Select(Gen.Int[1, 49], step.List[0, 12])
            .Sample(
                (due, steps) =>
                {
                    var machine = new FakeTimeProvider();
                    var clock = new ShiftableClock(machine);
                    var passed = TimeSpan.Zero;
                    var rung = 0;
                    using var timer = clock.CreateTimer(_ => rung++, null, due * Day, Timeout.InfiniteTimeSpan);
                    foreach (var (days, jumps) in steps)
                    {
                        passed += days * Day;
                        if (jumps)
                        {
                            clock.ShiftBy(clock.Shift + days * Day);
                        }
                        else
                        {
                            machine.Advance(days * Day);
                        }

                        Assert.Equal(passed >= due * Day ? 1 : 0, rung);
                    }
                }
            );
    }
}
