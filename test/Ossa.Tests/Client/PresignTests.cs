using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ossa.Client;
using Ossa.Client.Credentials;
using Xunit;

namespace Ossa.Tests.Client;

public sealed class PresignTests
{
    private static readonly DateTimeOffset Now = new(2025, 2, 3, 2, 53, 25, 750, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_url_says_who_when_and_for_how_long()
    {
        using var client = Client();
        var presigned = await client.PresignAsync(
            HttpMethod.Get,
            "bucket",
            "a/b c.txt",
            TimeSpan.FromMinutes(10),
            null,
            Cancel
        );
        Assert.Matches(
            "^https://bucket\\.oss-cn-hangzhou\\.aliyuncs\\.com/a/b%20c\\.txt\\?x-oss-signature-version=OSS4-HMAC-SHA256"
                + "&x-oss-credential=ak%2F20250203%2Fcn-hangzhou%2Foss%2Faliyun_v4_request&x-oss-date=20250203T025325Z"
                + "&x-oss-expires=600&x-oss-signature=[0-9a-f]{64}$",
            presigned.Url
        );
        Assert.Equal(HttpMethod.Get, presigned.Method);
        Assert.Equal(new DateTimeOffset(2025, 2, 3, 3, 3, 25, TimeSpan.Zero), presigned.Expiration);
        Assert.Empty(presigned.SignedHeaders);
    }

    [Fact]
    public async Task A_version_1_url_says_when_it_ends()
    {
        using var client = Client(SignatureVersion.V1);
        var presigned = await client.PresignAsync(
            HttpMethod.Get,
            "bucket",
            "key",
            TimeSpan.FromMinutes(10),
            null,
            Cancel
        );
        Assert.Matches(
            "^https://bucket\\.oss-cn-hangzhou\\.aliyuncs\\.com/key\\?Expires=1738551805&OSSAccessKeyId=ak&Signature=[0-9A-Za-z%]+$",
            presigned.Url
        );
    }

    [Theory]
    [InlineData(SignatureVersion.V4, true)]
    [InlineData(SignatureVersion.V1, false)]
    public async Task A_url_for_some_addresses_shows_them_as_its_version_does(SignatureVersion version, bool shown)
    {
        using var client = Client(version);
        var options = new PresignOptions { From = IPNetwork.Parse("203.0.113.0/24") };
        var presigned = await client.PresignAsync(
            HttpMethod.Get,
            "bucket",
            "key",
            TimeSpan.FromMinutes(10),
            options,
            Cancel
        );
        Assert.Contains("x-oss-ac-subnet-mask=24", presigned.Url, StringComparison.Ordinal);
        Assert.Equal(shown, presigned.Url.Contains("x-oss-ac-source-ip=203.0.113.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Headers_of_an_upload_are_signed_and_told()
    {
        using var client = Client();
        var options = new PresignOptions
        {
            ContentType = "image/png",
            Headers = new Dictionary<string, string> { ["Cache-Control"] = "no-store", ["x-oss-meta-a"] = "b" },
        };
        var presigned = await client.PresignAsync(
            HttpMethod.Put,
            "bucket",
            "key",
            TimeSpan.FromMinutes(10),
            options,
            Cancel
        );
        Assert.Equal(3, presigned.SignedHeaders.Count);
        Assert.Equal("image/png", presigned.SignedHeaders["Content-Type"]);
        Assert.Contains("x-oss-additional-headers=cache-control&", presigned.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report.pdf", "attachment; filename=\"report.pdf\"")]
    [InlineData(
        "a \"b\" 100%.txt",
        "attachment; filename=\"a _b_ 100_.txt\"; filename*=UTF-8''a%20%22b%22%20100%25.txt"
    )]
    [InlineData(
        "年报 2025.pdf",
        "attachment; filename=\"__ 2025.pdf\"; filename*=UTF-8''%E5%B9%B4%E6%8A%A5%202025.pdf"
    )]
    [InlineData("😀.txt", "attachment; filename=\"_.txt\"; filename*=UTF-8''%F0%9F%98%80.txt")]
    [InlineData("../etc/a\r\nb\\c", "attachment; filename=\".._etc_a__b_c\"")]
    public async Task A_download_name_becomes_a_disposition(string name, string disposition)
    {
        using var client = Client();
        var options = new PresignOptions { DownloadName = name };
        var presigned = await client.PresignAsync(
            HttpMethod.Get,
            "bucket",
            "key",
            TimeSpan.FromMinutes(1),
            options,
            Cancel
        );
        Assert.Contains(
            $"response-content-disposition={Uri.EscapeDataString(disposition)}&",
            presigned.Url,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(SignatureVersion.V4, 604_801)]
    [InlineData(SignatureVersion.V1, 604_801)]
    [InlineData(SignatureVersion.V4, 0.5)]
    public async Task More_than_seven_days_or_less_than_a_second_is_refused(SignatureVersion version, double seconds)
    {
        using var client = Client(version);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () =>
            await client.PresignAsync(HttpMethod.Get, "bucket", "key", TimeSpan.FromSeconds(seconds), null, Cancel)
        );
    }

    [Fact]
    public async Task Seven_days_are_allowed()
    {
        using var client = Client();
        var presigned = await client.PresignAsync(HttpMethod.Get, "bucket", "key", TimeSpan.FromDays(7), null, Cancel);
        Assert.Contains("&x-oss-expires=604800&", presigned.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_credentials_there_is_nothing_to_sign_with()
    {
        using var client = new OssClient(
            new OssClientOptions { Endpoint = "127.0.0.1:9000", Credentials = new AnonymousCredentialsProvider() }
        );
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await client.PresignAsync(HttpMethod.Get, "bucket", "key", TimeSpan.FromMinutes(1), null, Cancel)
        );
    }

    private static OssClient Client(SignatureVersion version = SignatureVersion.V4) =>
        new(
            new OssClientOptions
            {
                Endpoint = "oss-cn-hangzhou.aliyuncs.com",
                Credentials = new StaticCredentialsProvider("ak", "sk"),
                Signature = version,
                Clock = new FakeTimeProvider(Now),
            }
        );
}
