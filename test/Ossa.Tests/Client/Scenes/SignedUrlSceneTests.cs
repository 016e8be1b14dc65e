using System.Net;
using Ossa.Client;
using Xunit;

namespace Ossa.Tests.Client.Scenes;

/// <summary>The scene that all is for: a URL in the hands of somebody without credentials.</summary>
public sealed class SignedUrlSceneTests : ClientTest
{
    [Theory]
    [InlineData("report.pdf", SignatureVersion.V4)]
    [InlineData("a/../../b+c é%2F😀", SignatureVersion.V4)]
    [InlineData("a/../../b+c é%2F😀", SignatureVersion.V1)]
    public async Task Whoever_has_the_url_downloads_until_it_expires(string key, SignatureVersion version)
    {
        using var client = Connect(options => options with { Signature = version, Clock = Server.Time });
        using var stranger = new HttpClient();
        await client.PutObjectAsync(Bucket, key, [1, 2, 3], null, Cancel);
        var named = new PresignOptions { DownloadName = "Bericht é.pdf" };
        var url = await client.PresignAsync(HttpMethod.Get, Bucket, key, TimeSpan.FromMinutes(10), named, Cancel);
        for (var i = 0; i < 2; i++)
        {
            using var answer = await stranger.GetAsync(url.ToUri(), Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal([1, 2, 3], await answer.Content.ReadAsByteArrayAsync(Cancel));
            Assert.Equal("Bericht é.pdf", answer.Content.Headers.ContentDisposition?.FileNameStar);
        }
        Server.Time.SetUtcNow(url.Expiration.AddSeconds(1));
        using var late = await stranger.GetAsync(url.ToUri(), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Contains("Request has expired.", await late.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/../../b c")]
    [InlineData("../x")]
    [InlineData("./x/.")]
    public async Task Dot_segments_of_a_key_survive_clients_that_take_such_away(string key)
    {
        using var client = Connect();
        using var stranger = new HttpClient();
        await client.PutObjectAsync(Bucket, key, [1, 2, 3], null, Cancel);
        var url = await client.PresignAsync(HttpMethod.Get, Bucket, key, TimeSpan.FromMinutes(1), null, Cancel);
        using var answer = await stranger.GetAsync(url.Url, Cancel);
        Assert.Equal([1, 2, 3], await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task An_upload_needs_the_headers_that_were_signed()
    {
        using var client = Connect();
        using var stranger = new HttpClient();
        var options = new PresignOptions
        {
            ContentType = "image/png",
            Headers = new Dictionary<string, string> { ["x-oss-meta-by"] = "me", ["Cache-Control"] = "no-store" },
        };
        var url = await client.PresignAsync(HttpMethod.Put, Bucket, "up", TimeSpan.FromMinutes(1), options, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, await UploadAsync(stranger, url, withHeaders: false));
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(stranger, url, withHeaders: true));
        var head = await client.HeadObjectAsync(Bucket, "up", null, Cancel);
        Assert.Equal(("image/png", "me"), (head.ContentType, head.UserMetadata["by"]));
        Assert.Equal("no-store", head.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task A_url_to_delete_deletes()
    {
        using var client = Connect();
        using var stranger = new HttpClient();
        await client.PutObjectAsync(Bucket, "k", [1], null, Cancel);
        var url = await client.PresignAsync(HttpMethod.Delete, Bucket, "k", TimeSpan.FromMinutes(1), null, Cancel);
        using var answer = await stranger.DeleteAsync(url.ToUri(), Cancel);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Assert.ThrowsAsync<OssServiceException>(() => client.HeadObjectAsync(Bucket, "k", null, Cancel));
    }

    private static async Task<HttpStatusCode> UploadAsync(HttpClient stranger, PresignedRequest url, bool withHeaders)
    {
        using var request = new HttpRequestMessage(url.Method, url.ToUri()) { Content = new ByteArrayContent([1]) };
        foreach (var (name, value) in withHeaders ? url.SignedHeaders : new Dictionary<string, string>())
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
        using var answer = await stranger.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
