using System.Net;
using Ossa.Server.Throttling;
using Xunit;

namespace Ossa.Tests.Server.Throttling;

public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("0.0.0.1", "0:0:0:1::", false)]
    public void An_IPv4_address_stands_alone_and_IPv6_addresses_count_by_64_bits(string one, string other, bool same) =>
        Assert.Equal(same, ClientNetwork.Of(IPAddress.Parse(one)) == ClientNetwork.Of(IPAddress.Parse(other)));

    [Fact]
    public void All_that_are_unknown_are_one() => Assert.Equal(ClientNetwork.Of(null), ClientNetwork.Of(null));
}
