using System.Net;
using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Access;
using Ossa.Server.Connections;
using Xunit;

namespace Ossa.Tests.Server.Connections;

/// <summary>Who the client is, by what proxies say, in all shapes that a header can have.</summary>
public sealed class TrustedProxiesTests
{
    private static readonly TrustedProxies Proxies = new([
        AddressRange.TryParse("10.0.0.0/8")!,
        AddressRange.TryParse("2001:db8:f::/48")!,
    ]);

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("127.0.0.1")]
    [InlineData("2001:db8::1")]
    public void From_anybody_else_forwarded_headers_are_ignored(string peer)
    {
        var client = Ask(
            peer,
            ("X-Forwarded-For", "203.0.113.7"),
            ("X-Forwarded-Proto", "https"),
            ("Forwarded", "for=203.0.113.7;proto=https")
        );
        Assert.Equal(new ClientConnection(IPAddress.Parse(peer), IsSecure: false, IsForwarded: false), client);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData(" 203.0.113.7 ", "203.0.113.7")]
    [InlineData("203.0.113.7:4711", "203.0.113.7")]
    [InlineData("1.1.1.1, 203.0.113.7, 10.1.1.1,10.2.2.2", "203.0.113.7")]
    [InlineData("1.1.1.1, 203.0.113.7, 2001:db8:f::2", "203.0.113.7")]
    [InlineData("10.3.3.3, 10.1.1.1", "10.3.3.3")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("[2001:db8::7]", "2001:db8::7")]
    [InlineData("[2001:db8::7]:443", "2001:db8::7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("garbage, 203.0.113.7", "203.0.113.7")]
    public void The_client_is_the_nearest_hop_that_is_no_trusted_proxy(string forwarded, string client) =>
        Assert.Equal(IPAddress.Parse(client), Ask("10.0.0.1", ("X-Forwarded-For", forwarded)).Address);

    [Theory]
    [InlineData("unknown")]
    [InlineData("203.0.113.7, unknown")]
    [InlineData("203.0.113.7,")]
    [InlineData("_hidden")]
    [InlineData("1")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("203.0.113.7:")]
    [InlineData("203.0.113.7:port")]
    [InlineData("203.0.113.7:123456")]
    [InlineData("[203.0.113.7]")]
    [InlineData("[2001:db8::7")]
    [InlineData("[2001:db8::7]443")]
    [InlineData("fe80::1%eth0")]
    [InlineData("<script>")]
    public void What_is_no_address_makes_the_client_unknown_rather_than_the_proxy(string forwarded) =>
        Assert.Equal(
            new ClientConnection(null, IsSecure: false, IsForwarded: true),
            Ask("10.0.0.1", ("X-Forwarded-For", forwarded))
        );

    [Theory]
    [InlineData("203.0.113.7", 1000, "203.0.113.7")]
    [InlineData("10.1.1.1", 32, "10.1.1.1")]
    [InlineData("10.1.1.1", 33, null)]
    [InlineData("10.1.1.1", 1000, null)]
    public void A_chain_is_followed_for_32_hops(string hop, int count, string? client)
    {
        var forwarded = string.Join(", ", Enumerable.Repeat(hop, count));
        Assert.Equal(client, Ask("10.0.0.1", ("X-Forwarded-For", forwarded)).Address?.ToString());
    }

    [Theory]
    [InlineData("for=203.0.113.7;proto=https", "203.0.113.7", true)]
    [InlineData("proto=HTTPS; For=\"[2001:db8::7]:4711\"", "2001:db8::7", true)]
    [InlineData("for=1.1.1.1;proto=https, for=203.0.113.7;proto=http, for=10.1.1.1;proto=https", "203.0.113.7", false)]
    [InlineData("for=203.0.113.7", "203.0.113.7", false)]
    [InlineData("for=_hidden;proto=https", null, true)]
    [InlineData("by=10.0.0.1", null, false)]
    [InlineData(";;==;", null, false)]
    public void Forwarded_tells_the_same(string forwarded, string? address, bool isSecure)
    {
        var client = Ask("10.0.0.1", ("Forwarded", forwarded));
        Assert.Equal((address, isSecure, true), (client.Address?.ToString(), client.IsSecure, client.IsForwarded));
    }

    [Fact]
    public void Forwarded_of_the_client_does_not_count_beside_what_the_proxy_writes()
    {
        var client = Ask("10.0.0.1", ("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=1.1.1.1;proto=https"));
        Assert.Equal(new ClientConnection(IPAddress.Parse("203.0.113.7"), IsSecure: false, IsForwarded: true), client);
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http, https", true)]
    [InlineData("https, http", false)]
    [InlineData("wss", false)]
    [InlineData("", false)]
    public void The_last_scheme_counts(string scheme, bool isSecure) =>
        Assert.Equal(
            isSecure,
            Ask("::ffff:10.0.0.1", ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", scheme)).IsSecure
        );

    [Fact]
    public void A_trusted_proxy_that_says_nothing_is_the_client_itself() =>
        Assert.Equal(
            new ClientConnection(IPAddress.Parse("10.0.0.1"), IsSecure: false, IsForwarded: false),
            Ask("10.0.0.1")
        );

    private static ClientConnection Ask(string peer, params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        foreach (var (name, value) in headers)
        {
            http.Request.Headers[name] = value;
        }

        return Proxies.ClientOf(http);
    }
}
