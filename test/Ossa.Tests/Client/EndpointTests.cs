using Ossa.Client;
using Ossa.Client.Addressing;
using Ossa.Client.Credentials;
using Xunit;

namespace Ossa.Tests.Client;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("http://127.0.0.1:9000", "http://127.0.0.1:9000/bucket/key")]
    [InlineData("127.0.0.1:9000", "http://127.0.0.1:9000/bucket/key")]
    [InlineData("http://[::1]:9000", "http://[::1]:9000/bucket/key")]
    [InlineData("localhost", "http://localhost/bucket/key")]
    [InlineData("http://ossa:9000", "http://ossa:9000/bucket/key")]
    [InlineData("https://10.0.0.7", "https://10.0.0.7/bucket/key")]
    [InlineData("oss-cn-hangzhou.aliyuncs.com", "https://bucket.oss-cn-hangzhou.aliyuncs.com/key")]
    [InlineData(
        "http://oss-cn-hangzhou-internal.aliyuncs.com",
        "http://bucket.oss-cn-hangzhou-internal.aliyuncs.com/key"
    )]
    [InlineData("https://files.example.com:8443/", "https://bucket.files.example.com:8443/key")]
    public void The_style_follows_the_host(string endpoint, string url) =>
        Assert.Equal(url, Endpoint.Parse(endpoint, AddressingStyle.Auto).UrlOf("bucket", "key", []));

    [Theory]
    [InlineData(AddressingStyle.Path, "https://h.example.com/bucket/a%2Bb?acl&x=%2F")]
    [InlineData(AddressingStyle.VirtualHosted, "https://bucket.h.example.com/a%2Bb?acl&x=%2F")]
    [InlineData(AddressingStyle.Cname, "https://h.example.com/a%2Bb?acl&x=%2F")]
    public void The_style_can_be_chosen(AddressingStyle style, string url) =>
        Assert.Equal(
            url,
            Endpoint.Parse("h.example.com", style).UrlOf("bucket", "a+b", [new("acl", ""), new("x", "/")])
        );

    [Theory]
    [InlineData(AddressingStyle.Path, "https://h.example.com/bucket/")]
    [InlineData(AddressingStyle.VirtualHosted, "https://bucket.h.example.com/")]
    public void A_bucket_alone_ends_with_a_slash(AddressingStyle style, string url) =>
        Assert.Equal(url, Endpoint.Parse("h.example.com", style).UrlOf("bucket", null, []));

    [Theory]
    [InlineData(AddressingStyle.Path)]
    [InlineData(AddressingStyle.VirtualHosted)]
    public void The_service_is_the_bare_endpoint(AddressingStyle style) =>
        Assert.Equal("https://h.example.com/", Endpoint.Parse("h.example.com", style).UrlOf(null, null, []));

    [Theory]
    [InlineData("")]
    [InlineData("ftp://h")]
    [InlineData("http://h/path")]
    [InlineData("http://h/?q")]
    [InlineData("http://user:secret@h")]
    [InlineData("http://")]
    public void What_is_no_endpoint_is_refused(string endpoint) =>
        Assert.Throws<ArgumentException>(() => Endpoint.Parse(endpoint, AddressingStyle.Auto));

    [Fact]
    public void An_endpoint_that_names_a_bucket_is_refused_with_the_right_one()
    {
        var failure = Assert.Throws<ArgumentException>(() =>
            Endpoint.Parse("https://mine.oss-cn-hangzhou.aliyuncs.com", AddressingStyle.Auto)
        );
        Assert.Contains(
            "names the bucket 'mine'; write oss-cn-hangzhou.aliyuncs.com.",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("oss-cn-shanghai.aliyuncs.com", null, "cn-shanghai")]
    [InlineData("oss-cn-shanghai-internal.aliyuncs.com", null, "cn-shanghai")]
    [InlineData("cn-shanghai.oss.aliyuncs.com", null, "cn-shanghai")]
    [InlineData("oss-accelerate.aliyuncs.com", "cn-beijing", "cn-beijing")]
    [InlineData("http://127.0.0.1:9000", null, "cn-hangzhou")]
    [InlineData("http://127.0.0.1:9000", "oss-eu-west-1", "eu-west-1")]
    public async Task The_region_follows_the_endpoint_unless_given(string endpoint, string? region, string signed)
    {
        using var client = new OssClient(
            new OssClientOptions
            {
                Endpoint = endpoint,
                Region = region,
                Credentials = new StaticCredentialsProvider("ak", "sk"),
            }
        );
        var presigned = await client.PresignAsync(
            HttpMethod.Get,
            "bucket",
            "key",
            TimeSpan.FromMinutes(1),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Contains($"%2F{signed}%2Foss%2Faliyun_v4_request", presigned.Url, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_of_all_regions_needs_a_region() =>
        Assert.Throws<ArgumentException>(() =>
            new OssClient(new OssClientOptions { Endpoint = "oss-accelerate.aliyuncs.com" })
        );
}
