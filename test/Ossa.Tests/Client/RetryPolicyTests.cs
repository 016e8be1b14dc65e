using System.Net;
using Ossa.Client.Sending;
using Xunit;

namespace Ossa.Tests.Client;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(1, 100, 200)]
    [InlineData(2, 200, 400)]
    [InlineData(3, 400, 800)]
    [InlineData(9, 10_000, 20_000)]
    public void Pauses_grow_differ_and_have_a_limit(int attempt, int least, int most)
    {
        var pauses = Enumerable.Range(0, 200).Select(_ => RetryPolicy.PauseAfter(attempt, asked: null)).ToList();
        Assert.All(pauses, pause => Assert.InRange(pause.TotalMilliseconds, least, most));
        Assert.True(pauses.Distinct().Count() > 50);
    }

    [Fact]
    public void What_the_server_asks_for_is_done_within_reason()
    {
        Assert.Equal(TimeSpan.FromSeconds(3), RetryPolicy.PauseAfter(1, TimeSpan.FromSeconds(3)));
        Assert.Equal(TimeSpan.FromSeconds(20), RetryPolicy.PauseAfter(1, TimeSpan.FromHours(1)));
        Assert.Equal(TimeSpan.Zero, RetryPolicy.PauseAfter(1, TimeSpan.FromSeconds(-5)));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.NotImplemented)]
    [InlineData(HttpStatusCode.InsufficientStorage)]
    public void A_refusal_that_stays_is_not_tried_again(HttpStatusCode status) =>
        Assert.False(RetryPolicy.IsTransient(status));

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void Attempts_have_limits(int attempts) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(attempts));
}
