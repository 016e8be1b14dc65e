using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ossa.Server.Sharing;
using Ossa.Server.Throttling;
using Xunit;

namespace Ossa.Tests.Server.Sharing;

/// <summary>Who guesses too often waits, and nobody else with him.</summary>
public sealed class AttemptTests
{
    private const int Most = 3;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Attempts_count_from_the_first_on_until_the_window_is_over()
    {
        var limiter = new AttemptLimiter(Most, Window, _time);
        for (var i = 0; i < Most; i++)
        {
            Assert.True(limiter.MayTry("a", out _));
            limiter.Count("a");
        }

        Assert.False(limiter.MayTry("a", out var wait));
        Assert.Equal(Window, wait);
        _time.Advance(Window);
        Assert.True(limiter.MayTry("a", out _));
        limiter.Count("a");
        Assert.True(limiter.MayTry("a", out _));
    }

    [Fact]
    public void However_many_guess_nobody_else_is_kept_out_and_what_began_first_is_forgotten()
    {
        var limiter = new AttemptLimiter(1, Window, _time);
        for (var i = 0; i <= AttemptLimiter.MostKinds; i++)
        {
            Assert.True(limiter.MayTry(Kind(i), out _));
            limiter.Count(Kind(i));
        }

        Assert.True(limiter.MayTry(Kind(0), out _));
        Assert.All(Enumerable.Range(1, AttemptLimiter.MostKinds), i => Assert.False(limiter.MayTry(Kind(i), out _)));
    }

    [Fact]
    public void A_site_of_IPv6_is_bounded_whatever_its_networks_and_leaves_other_sites_alone()
    {
        var attempts = new AddressAttempts(Most, Window, _time);
        for (var i = 0; i < Most * AddressAttempts.TimesForSite; i++)
        {
            var network = Client($"2001:db8:1:{i:x}::1");
            Assert.True(attempts.MayTry(network, out _));
            attempts.Count(network);
        }

        Assert.False(attempts.MayTry(Client("2001:db8:1:ffff::1"), out var wait));
        Assert.Equal(Window, wait);
        Assert.True(attempts.MayTry(Client("2001:db8:2::1"), out _));
    }

    [Fact]
    public void A_network_of_IPv6_is_bounded_within_its_site()
    {
        var attempts = new AddressAttempts(Most, Window, _time);
        for (var i = 0; i < Most; i++)
        {
            attempts.Count(Client($"2001:db8:1:1::{i:x}"));
        }

        Assert.False(attempts.MayTry(Client("2001:db8:1:1::ffff"), out _));
        Assert.True(attempts.MayTry(Client("2001:db8:1:2::1"), out _));
    }

    [Fact]
    public void Addresses_of_IPv6_make_none_of_IPv4_forgotten()
    {
        var attempts = new AddressAttempts(1, Window, _time);
        attempts.Count(Client("203.0.113.7"));
        for (var i = 0; i <= AttemptLimiter.MostKinds; i++)
        {
            attempts.Count(Client($"2001:db8:{i:x}::1"));
        }

        Assert.False(attempts.MayTry(Client("203.0.113.7"), out _));
        Assert.True(attempts.MayTry(Client("203.0.113.8"), out _));
    }

    private static string Kind(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ClientNetwork Client(string address) => ClientNetwork.Of(IPAddress.Parse(address));
}
