using CsCheck;
using Ossa.Client;
using Ossa.Tests.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Client;

/// <summary>What goes over the wire is what was signed, to the last character.</summary>
public sealed class WireTests
{
    [Theory]
    [InlineData("a/../b", "/bucket/a%2F..%2Fb")]
    [InlineData("..", "/bucket/..")]
    [InlineData("./x//y/", "/bucket/.%2Fx%2F%2Fy%2F")]
    [InlineData("x//y/.z/..a", "/bucket/x//y/.z/..a")]
    [InlineData("a%2Fb", "/bucket/a%252Fb")]
    [InlineData("a+b c", "/bucket/a%2Bb%20c")]
    [InlineData("a?b#c", "/bucket/a%3Fb%23c")]
    [InlineData("back\\slash", "/bucket/back%5Cslash")]
    [InlineData("中文~é", "/bucket/%E4%B8%AD%E6%96%87~%C3%A9")]
    [InlineData("!*'()", "/bucket/%21%2A%27%28%29")]
    public async Task A_key_arrives_as_it_is(string key, string target)
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK"));
        using var client = peer.Client();
        await client.HeadObjectAsync("bucket", key, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(target, peer.Requests[0].Target);
    }

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task Any_key_parameter_and_metadata_verifies_as_it_arrives(SignatureVersion version)
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK"));
        using var client = peer.Client(options => options with { Signature = version });
        await Gen.Select(NastyNames.Gen, NastyNames.Gen)
            .SampleAsync(
                async (key, value) =>
                {
                    var options = new PutObjectOptions
                    {
                        ContentType = "text/plain; charset=utf-8",
                        UserMetadata = new Dictionary<string, string> { ["note"] = Meta(value) },
                    };
                    await client.PutObjectAsync("bucket", "k" + key, [1, 2, 3], options);
                    Assert.True(peer.Requests[^1].IsSigned());
                },
                iter: 100,
                threads: 1
            );
    }

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task Queries_verify_as_they_arrive(SignatureVersion version)
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK"));
        using var client = peer.Client(options => options with { Signature = version });
        var options = new GetObjectOptions
        {
            Query = new Dictionary<string, string>
            {
                ["response-content-type"] = "text/plain; +%2B é",
                ["x-oss-process"] = "image/resize,w_100",
                ["acl"] = "",
            },
        };
        await client.HeadObjectAsync("bucket", "key", options, TestContext.Current.CancellationToken);
        var request = Assert.Single(peer.Requests);
        Assert.True(request.IsSigned());
        Assert.EndsWith("&acl", request.Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_that_would_break_out_of_its_line_is_refused()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK"));
        using var client = peer.Client();
        var options = new PutObjectOptions
        {
            UserMetadata = new Dictionary<string, string> { ["note"] = "a\r\nx-oss-object-acl: public-read" },
        };
        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.PutObjectAsync("bucket", "key", [1], options, TestContext.Current.CancellationToken)
        );
        Assert.Empty(peer.Requests);
    }

    [Fact]
    public async Task Credentials_with_a_token_send_it_signed()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK"));
        using var client = peer.Client(options =>
            options with
            {
                Credentials = new Ossa.Client.Credentials.StaticCredentialsProvider("ak", "sk", "the token"),
            }
        );
        await client.HeadObjectAsync("bucket", "key", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("the token", peer.Requests[0].Header("x-oss-security-token"));
        Assert.True(peer.Requests[0].IsSigned());
    }

    [Fact]
    public async Task An_anonymous_request_has_no_signature()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK"));
        using var client = peer.Client(options =>
            options with
            {
                Credentials = new Ossa.Client.Credentials.AnonymousCredentialsProvider(),
            }
        );
        await client.HeadObjectAsync("bucket", "key", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Null(peer.Requests[0].Header("authorization"));
    }

    /// <summary>Header values cannot have line breaks, and white space around them is not theirs.</summary>
    private static string Meta(string value) =>
        new string([.. value.Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c))]) + "x";
}
