using Ossa.Hosting;
using Xunit;

namespace Ossa.Tests.Hosting;

public sealed class WildcardAddressTests
{
    [Theory]
    [InlineData("http://0.0.0.0:9000", "http://host:9000/")]
    [InlineData("http://[::]:9000", "http://host:9000/")]
    [InlineData("http://[0:0:0:0:0:0:0:0]:80", "http://host/")]
    [InlineData("http://127.0.0.1:9000", "http://127.0.0.1:9000/")]
    [InlineData("http://[::1]:9000", "http://[::1]:9000/")]
    [InlineData("http://localhost:9000", "http://localhost:9000/")]
    [InlineData("http://192.0.2.1:9000", "http://192.0.2.1:9000/")]
    public void Only_an_address_that_names_no_host_gets_one(string address, string expected)
    {
        var named = WildcardAddress.Replace(new Uri(address), "host");
        Assert.Equal(expected, named.AbsoluteUri);
        Assert.Equal(named == new Uri(address), WildcardAddress.Hint(new Uri(address), named) is null);
    }

    [Fact]
    public void The_hint_shows_the_flag_with_the_port() =>
        Assert.Contains(
            "--public-url http://NAME:9000",
            WildcardAddress.Hint(new Uri("http://0.0.0.0:9000"), new Uri("http://host:9000")),
            StringComparison.Ordinal
        );
}
