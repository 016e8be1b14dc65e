using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

public sealed class RpcSignatureTests
{
    /// <summary>The request that the documentation of the mechanism signs.</summary>
    private static readonly KeyValuePair<string, string>[] Documented =
    [
        new("Timestamp", "2016-02-23T12:46:24Z"),
        new("Format", "XML"),
        new("AccessKeyId", "testid"),
        new("Action", "DescribeRegions"),
        new("SignatureMethod", "HMAC-SHA1"),
        new("SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"),
        new("Version", "2014-05-26"),
        new("SignatureVersion", "1.0"),
    ];

    [Fact]
    public void The_documented_request_has_the_documented_signature() =>
        Assert.Equal("OLeaidS1JvxuMvnyHOwuJ+uX5qY=", RpcSignature.Sign("testsecret", "GET", Documented));

    [Fact]
    public void Nothing_that_is_signed_can_be_changed()
    {
        var secret = new SigningSecret("testsecret");
        var signature = RpcSignature.Sign("testsecret", "GET", Documented);
        Assert.True(Verify("GET", [.. Documented, new("Signature", "whatever")]));
        Assert.False(Verify("POST", Documented));
        Assert.False(Verify("GET", Documented[1..]));
        Assert.False(Verify("GET", [.. Documented, new("More", "")]));

        bool Verify(string method, KeyValuePair<string, string>[] parameters) =>
            RpcSignature.Verify(secret, method, parameters, RpcSignature.HmacSha1, signature);
    }
}
