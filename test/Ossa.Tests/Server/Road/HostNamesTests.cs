using Ossa.Server.Hosting;
using Ossa.Server.Road;
using Xunit;

namespace Ossa.Tests.Server.Road;

public sealed class HostNamesTests
{
    [Theory]
    [InlineData("b.oss.example.com", "b")]
    [InlineData("B.OSS.Example.com:9000", "b")]
    [InlineData("b.example.com", "b")]
    [InlineData("a.b.example.com", "a.b")]
    [InlineData("oss.example.com", null)]
    [InlineData("example.com:9000", null)]
    [InlineData("b.localhost", "b")]
    [InlineData("localhost", null)]
    [InlineData("badexample.com", null)]
    [InlineData(".example.com", null)]
    [InlineData("example.org", null)]
    [InlineData("127.0.0.1:9000", null)]
    [InlineData("[::1]:9000", null)]
    [InlineData("", null)]
    public void The_longest_domain_that_fits_names_the_bucket(string host, string? bucket)
    {
        string[] domains = ["example.com", "oss.example.com"];
        Assert.Equal(bucket, new HostNames(new ServerOptions { Domains = domains }, []).BucketOf(host));
        Assert.Equal(bucket, new HostNames(new ServerOptions { Domains = [.. domains.Reverse()] }, []).BucketOf(host));
    }

    [Theory]
    [InlineData("img.example.org", "img.example.org")]
    [InlineData("IMG.Example.ORG.:9000", "img.example.org")]
    [InlineData("badexample.com", "badexample.com")]
    [InlineData("a.files.example.net", "a.files.example.net")]
    [InlineData("example.com", null)]
    [InlineData("b.example.com:80", null)]
    [InlineData(".example.com", null)]
    [InlineData("b.localhost", null)]
    [InlineData("files.example.net", null)]
    [InlineData("inside.example.net:9000", null)]
    [InlineData("machine", null)]
    [InlineData("127.0.0.1:9000", null)]
    [InlineData("[::1]:9000", null)]
    [InlineData("a_b.example.org", null)]
    [InlineData("", null)]
    public void A_name_that_is_not_the_servers_own_may_be_a_custom_domain(string host, string? domain)
    {
        var options = new ServerOptions { Domains = ["example.com"], PublicUrl = new Uri("https://Files.example.net") };
        var names = new HostNames(options, [new Uri("http://inside.example.net:9000")]);
        Assert.Equal(domain is not null, names.TryReadCustomDomain(host, out var read));
        Assert.Equal(domain, read);
    }
}
