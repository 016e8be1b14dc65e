using Ossa.Protocol.Regions;
using Xunit;

namespace Ossa.Tests.Protocol.Regions;

public sealed class EndpointHostTests
{
    [Theory]
    [InlineData("oss-cn-hangzhou.aliyuncs.com", EndpointKind.Public, "cn-hangzhou", null)]
    [InlineData("oss-cn-hangzhou-internal.aliyuncs.com", EndpointKind.Internal, "cn-hangzhou", null)]
    [InlineData("cn-hangzhou.oss.aliyuncs.com", EndpointKind.DualStack, "cn-hangzhou", null)]
    [InlineData("oss-accelerate.aliyuncs.com", EndpointKind.Accelerate, null, null)]
    [InlineData("oss-accelerate-overseas.aliyuncs.com", EndpointKind.AccelerateOverseas, null, null)]
    [InlineData("my-bucket.oss-us-west-1.aliyuncs.com", EndpointKind.Public, "us-west-1", "my-bucket")]
    [InlineData("my-bucket.oss-us-west-1-internal.aliyuncs.com", EndpointKind.Internal, "us-west-1", "my-bucket")]
    [InlineData("my-bucket.us-west-1.oss.aliyuncs.com", EndpointKind.DualStack, "us-west-1", "my-bucket")]
    [InlineData("my-bucket.oss-accelerate.aliyuncs.com", EndpointKind.Accelerate, null, "my-bucket")]
    [InlineData("oss-cn-new-99.aliyuncs.com", EndpointKind.Public, "cn-new-99", null)]
    public void A_host_of_the_service_tells_its_parts(string host, EndpointKind kind, string? region, string? bucket)
    {
        Assert.True(EndpointHost.TryParse(host, out var parsed));
        Assert.Equal(new EndpointHost(kind, region, bucket), parsed);
        Assert.Equal(host, parsed.ToString());
        Assert.True(EndpointHost.TryParse(host.ToUpperInvariant(), out var upper));
        Assert.Equal(parsed, upper);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("oss-cn-hangzhou.example.com")]
    [InlineData("oss-cn-hangzhou.aliyuncs.com.evil.example")]
    [InlineData("a.b.oss-cn-hangzhou.aliyuncs.com")]
    [InlineData("-bad-.oss-cn-hangzhou.aliyuncs.com")]
    [InlineData("oss-.aliyuncs.com")]
    [InlineData("sts.aliyuncs.com")]
    [InlineData("oss-cn-hangzhou.aliyuncs.com\n")]
    public void Another_host_is_not_taken(string host) => Assert.False(EndpointHost.TryParse(host, out _));

    [Fact]
    public void Every_region_has_hosts_that_lead_back_to_it()
    {
        foreach (var region in RegionTable.Ids)
        {
            foreach (var kind in new[] { EndpointKind.Public, EndpointKind.Internal, EndpointKind.DualStack })
            {
                var host = new EndpointHost(kind, region, "bucket");
                Assert.True(EndpointHost.TryParse(host.ToString(), out var parsed));
                Assert.Equal(host, parsed);
            }
        }
    }
}
