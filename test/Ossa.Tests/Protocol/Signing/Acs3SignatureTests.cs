using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

public sealed class Acs3SignatureTests
{
    private const string EmptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>The request that the documentation of the mechanism signs.</summary>
    [Fact]
    public void The_documented_request_has_the_documented_signature() =>
        Assert.Equal(
            "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
            Acs3Signature.Sign(
                "YourAccessKeySecret",
                "POST",
                [new("RegionId", "cn-shanghai"), new("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd")],
                [
                    new("x-acs-version", "2014-05-26"),
                    new("host", "ecs.cn-shanghai.aliyuncs.com"),
                    new("x-acs-action", "RunInstances"),
                    new("x-acs-content-sha256", EmptySha256),
                    new("x-acs-date", "2023-10-26T10:22:32Z"),
                    new("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
                ],
                "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version",
                EmptySha256
            )
        );

    [Theory]
    [InlineData("ACS3-HMAC-SHA256 Credential=ak,SignedHeaders=host;x-acs-date,Signature=00", true)]
    [InlineData("ACS3-HMAC-SHA256 Credential=ak, SignedHeaders=host, Signature=00", true)]
    [InlineData("ACS3-HMAC-SHA256 Credential=ak,SignedHeaders=host;host,Signature=00", false)]
    [InlineData("ACS3-HMAC-SHA256 Credential=ak,SignedHeaders=Host,Signature=00", false)]
    [InlineData("ACS3-HMAC-SHA256 Credential=ak,SignedHeaders=,Signature=00", false)]
    [InlineData("ACS3-HMAC-SHA256 Credential=ak,Signature=00", false)]
    [InlineData("ACS3-HMAC-SHA256 Credential=ak,SignedHeaders=host,Signature=00,Signature=00", false)]
    [InlineData("ACS3-HMAC-SHA256 ", false)]
    [InlineData("OSS4-HMAC-SHA256 Credential=ak,SignedHeaders=host,Signature=00", false)]
    public void An_authorization_is_read_whole_or_not_at_all(string header, bool isOne) =>
        Assert.Equal(isOne, Acs3Authorization.TryParse(header) is not null);
}
