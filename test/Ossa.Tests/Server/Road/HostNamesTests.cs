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
        Assert.Equal(bucket, new HostNames(new ServerOptions { Domains = domains }).BucketOf(host));
        Assert.Equal(bucket, new HostNames(new ServerOptions { Domains = [.. domains.Reverse()] }).BucketOf(host));
    }
}
