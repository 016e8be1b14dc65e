using Microsoft.Extensions.Time.Testing;
using Ossa.Server.Traffic;
using Xunit;

namespace Ossa.Tests.Server.Traffic;

public sealed class TrafficPaceTests
{
    private const int PerSecond = 102_400;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void What_is_owed_is_waited_for_to_the_tick()
    {
        var pace = new TrafficPace(8 * PerSecond, _time);
        Assert.Equal(PerSecond / 4, pace.RunBytes);
        Assert.True(PayAsync(pace, pace.RunBytes).IsCompletedSuccessfully);
        var second = PayAsync(pace, pace.RunBytes);
        _time.Advance(TrafficPace.Burst - TimeSpan.FromTicks(1));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(second.IsCompleted);
    }

    [Fact]
    public void Little_is_saved_up_while_the_other_end_is_slow()
    {
        var pace = new TrafficPace(8 * PerSecond, _time);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(PayAsync(pace, pace.RunBytes).IsCompletedSuccessfully);
        Assert.False(PayAsync(pace, pace.RunBytes).IsCompleted);
    }

    [Fact]
    public async Task Who_waits_can_be_called_off()
    {
        var pace = new TrafficPace(8 * PerSecond, _time);
        using var cancellation = new CancellationTokenSource();
        var wait = pace.PayAsync(PerSecond, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private static Task PayAsync(TrafficPace pace, int bytes) => pace.PayAsync(bytes, CancellationToken.None).AsTask();
}
