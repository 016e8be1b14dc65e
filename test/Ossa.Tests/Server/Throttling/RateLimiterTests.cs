using Microsoft.Extensions.Time.Testing;
using Ossa.Server.Throttling;
using Xunit;

namespace Ossa.Tests.Server.Throttling;

public sealed class RateLimiterTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_burst_passes_at_once_and_then_as_many_as_the_rate_says()
    {
        var limiter = new RateLimiter<int>(new RequestRate(PerSecond: 10, Burst: 3), _time);
        Assert.Equal(3, Enumerable.Range(0, 20).Count(_ => limiter.TryTake(1, out var _)));
        Assert.False(limiter.TryTake(1, out var wait));
        Assert.Equal(TimeSpan.FromMilliseconds(100), wait);
        _time.Advance(wait);
        Assert.True(limiter.TryTake(1, out _));
        Assert.False(limiter.TryTake(1, out _));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, Enumerable.Range(0, 20).Count(_ => limiter.TryTake(1, out var _)));
    }

    [Fact]
    public void One_client_takes_nothing_from_another()
    {
        var limiter = new RateLimiter<int>(new RequestRate(PerSecond: 1, Burst: 1), _time);
        Assert.True(limiter.TryTake(1, out _));
        Assert.False(limiter.TryTake(1, out _));
        Assert.True(limiter.TryTake(2, out _));
    }

    [Fact]
    public void Ever_so_many_clients_are_kept_in_bounded_memory_and_who_goes_on_asking_is_not_forgotten()
    {
        var limiter = new RateLimiter<int>(new RequestRate(PerSecond: 1, Burst: 1), _time);
        Assert.True(limiter.TryTake(-1, out _));
        for (var client = 0; client < 10 * RateLimiter<int>.MaxClients; client++)
        {
            Assert.True(limiter.TryTake(client, out _));
            if (client % 1000 == 0)
            {
                Assert.False(limiter.TryTake(-1, out _));
            }
        }

        Assert.InRange(limiter.Kept, 1, 2 * RateLimiter<int>.MaxClients);
    }
}
