using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Client;

public sealed class PresignMultipartTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task Each_step_of_an_upload_can_be_signed(SignatureVersion version)
    {
        using var client = Client(version);
        var typed = new PresignOptions { ContentType = "image/png" };
        AssertSigned(
            await client.PresignInitiateMultipartUploadAsync("bucket", "a b", TenMinutes, typed, Cancel),
            HttpMethod.Post,
            "uploads"
        );
        AssertSigned(
            await client.PresignUploadPartAsync("bucket", "a b", "the id", 7, TenMinutes, null, Cancel),
            HttpMethod.Put,
            "partNumber=7",
            "uploadId=the id"
        );
        AssertSigned(
            await client.PresignCompleteMultipartUploadAsync("bucket", "a b", "the id", TenMinutes, null, Cancel),
            HttpMethod.Post,
            "uploadId=the id"
        );
        AssertSigned(
            await client.PresignAbortMultipartUploadAsync("bucket", "a b", "the id", TenMinutes, null, Cancel),
            HttpMethod.Delete,
            "uploadId=the id"
        );
    }

    [Fact]
    public async Task A_version_can_be_signed()
    {
        using var client = Client(SignatureVersion.V4);
        var options = new PresignOptions { VersionId = "v1" };
        AssertSigned(
            await client.PresignAsync(HttpMethod.Get, "bucket", "a b", TenMinutes, options, Cancel),
            HttpMethod.Get,
            "versionId=v1"
        );
    }

    [Fact]
    public async Task What_else_the_url_says_stays()
    {
        using var client = Client(SignatureVersion.V4);
        var options = new PresignOptions
        {
            Query = new Dictionary<string, string> { ["x-oss-traffic-limit"] = "819200" },
        };
        AssertSigned(
            await client.PresignUploadPartAsync("bucket", "a b", "id", 1, TenMinutes, options, Cancel),
            HttpMethod.Put,
            "x-oss-traffic-limit=819200",
            "partNumber=1",
            "uploadId=id"
        );
        Assert.Single(options.Query);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task A_part_s_number_is_from_1_to_10000(int number)
    {
        using var client = Client(SignatureVersion.V4);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () =>
            await client.PresignUploadPartAsync("bucket", "key", "id", number, TenMinutes, null, Cancel)
        );
    }

    /// <summary>What the server would see of the URL, with the headers that must be sent, verifies.</summary>
    private static void AssertSigned(PresignedRequest presigned, HttpMethod method, params string[] parameters)
    {
        Assert.Equal(method, presigned.Method);
        var target = presigned.Url["http://127.0.0.1:9000".Length..];
        var request = new RawRequest(method.Method, target, [.. presigned.SignedHeaders], []);
        Assert.Equal("/bucket/a%20b", request.Path);
        Assert.Equal(parameters, request.Query.Take(parameters.Length));
        Assert.True(request.IsSigned());
    }

    private static OssClient Client(SignatureVersion version) =>
        new(
            new OssClientOptions
            {
                Endpoint = "http://127.0.0.1:9000",
                Credentials = new StaticCredentialsProvider(RawPeer.Key),
                Signature = version,
            }
        );
}
