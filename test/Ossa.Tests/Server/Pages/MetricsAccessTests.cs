using System.Net;
using Microsoft.AspNetCore.Http;
using Ossa.Server.Pages;
using Xunit;

namespace Ossa.Tests.Server.Pages;

/// <summary>Who may read the figures: this machine, unless the request was passed on, and whoever has the token.</summary>
public sealed class MetricsAccessTests
{
    private const string Token = "0123456789abcdef";

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.1.2.3", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("2001:db8::1", false)]
    public void Without_a_token_only_this_machine_may(string address, bool allowed) =>
        Assert.Equal(allowed, new MetricsAccess(token: null).IsAllowed(Request(address)));

    [Theory]
    [InlineData("Forwarded", "for=10.0.0.1")]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("X-Forwarded-Anything", "")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("via", "1.1 proxy")]
    public void A_request_that_was_passed_on_does_not_count_as_one_from_here(string header, string value)
    {
        var request = Request("127.0.0.1", (header, value));
        Assert.False(new MetricsAccess(token: null).IsAllowed(request));
        Assert.False(new MetricsAccess(Token).IsAllowed(request));
    }

    [Theory]
    [InlineData($"Bearer {Token}", true)]
    [InlineData($"bearer  {Token} ", true)]
    [InlineData($"Bearer {Token}x", false)]
    [InlineData("Bearer 0123456789abcdeF", false)]
    [InlineData("Bearer ", false)]
    [InlineData(Token, false)]
    [InlineData($"Basic {Token}", false)]
    public void The_token_opens_from_anywhere_and_nothing_else_does(string authorization, bool allowed)
    {
        var request = Request("10.0.0.1", ("Authorization", authorization), ("X-Forwarded-For", "10.0.0.2"));
        Assert.Equal(allowed, new MetricsAccess(Token).IsAllowed(request));
        Assert.False(new MetricsAccess(token: null).IsAllowed(request));
    }

    private static DefaultHttpContext Request(string address, params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        foreach (var (name, value) in headers)
        {
            http.Request.Headers[name] = value;
        }

        return http;
    }
}
