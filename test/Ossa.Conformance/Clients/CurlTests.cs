using System.Security.Cryptography;
using System.Text;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>Signed URLs in the hands of curl, which knows nothing of OSS, against a strict server.</summary>
public sealed class CurlTests(StrictServer server) : IAsyncLifetime
{
    private const string Key = "reports/文件 a+b%20&c#.txt";
    private static readonly byte[] Digits = "0123456789"u8.ToArray();

    private readonly TemporaryDirectory _directory = new();
    private readonly string _bucket = $"curl-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    private Curl Curl => field ??= new Curl(_directory);

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(200, (await Curl.SendAsync(Url(HttpMethod.Put, null), "--request", "PUT")).Status);
        Assert.Equal(200, (await UploadAsync(Url(HttpMethod.Put), Digits)).Status);
    }

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Signed_urls_put_get_head_and_delete()
    {
        var content = RandomNumberGenerator.GetBytes(3_000_001);

        var put = await UploadAsync(Url(HttpMethod.Put), content);
        var got = await Curl.SendAsync(Url(HttpMethod.Get));
        var head = await Curl.SendAsync(Url(HttpMethod.Head), "--head");
        var deleted = await Curl.SendAsync(Url(HttpMethod.Delete), "--request", "DELETE");
        var gone = await Curl.SendAsync(Url(HttpMethod.Get));

        Assert.Equal([200, 200, 200, 204, 404], [put.Status, got.Status, head.Status, deleted.Status, gone.Status]);
        Assert.Equal(content, got.Body);
        Assert.Equal($"\"{Convert.ToHexString(MD5.HashData(content))}\"", put.Header("ETag"));
        Assert.Equal("3000001", head.Header("Content-Length"));
        Assert.Equal(put.Header("ETag"), head.Header("ETag"));
        Assert.Contains("<Code>NoSuchKey</Code>", gone.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2-4", 206, "234", "bytes 2-4/10")]
    [InlineData("7-", 206, "789", "bytes 7-9/10")]
    [InlineData("-3", 206, "789", "bytes 7-9/10")]
    // OSS sends the whole object for a range that reaches beyond its end, unless asked for standard behavior.
    [InlineData("8-12", 200, "0123456789", null)]
    [InlineData("10-", 200, "0123456789", null)]
    public async Task Ranges_are_those_of_oss(string range, int status, string content, string? contentRange)
    {
        var answer = await Curl.SendAsync(Url(HttpMethod.Get), "--range", range);

        Assert.Equal(status, answer.Status);
        Assert.Equal(content, answer.Text);
        Assert.Equal(contentRange, answer.Header("Content-Range"));
    }

    [Fact]
    public async Task A_broken_off_download_is_continued()
    {
        var partial = _directory.Combine("partial");
        await File.WriteAllTextAsync(partial, "0123", TestContext.Current.CancellationToken);

        var result = await Curl.RunAsync(Url(HttpMethod.Get), "--fail", "--continue-at", "-", "--output", partial);

        result.ShouldSucceed();
        Assert.Equal(Digits, await File.ReadAllBytesAsync(partial, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Conditions_are_kept()
    {
        var current = (await Curl.SendAsync(Url(HttpMethod.Get))).Header("ETag");
        string[] conditions =
        [
            $"If-None-Match: {current}",
            $"If-Match: {current}",
            "If-Match: \"00000000000000000000000000000000\"",
            "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT",
            "If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT",
            "If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT",
        ];
        var statuses = new List<int>();
        foreach (var condition in conditions)
        {
            statuses.Add((await Curl.SendAsync(Url(HttpMethod.Get), "--header", condition)).Status);
        }

        Assert.Equal([304, 200, 412, 304, 200, 412], statuses);
    }

    [Fact]
    public async Task The_bucket_may_stand_before_the_host_name()
    {
        var path = Url(HttpMethod.Get);
        // V4 signs bucket and key, not the host, so the same signature holds. curl resolves names under localhost by itself.
        var virtualHosted = new Uri(
            path.OriginalString.Replace(
                $"{server.Endpoint.Authority}/{_bucket}",
                $"{_bucket}.localhost:{server.Endpoint.Port}",
                StringComparison.Ordinal
            )
        );

        var answer = await Curl.SendAsync(virtualHosted);

        Assert.Equal(200, answer.Status);
        Assert.Equal(Digits, answer.Body);
    }

    [Fact]
    public async Task A_domain_that_is_mapped_leads_to_its_bucket()
    {
        var domain = $"{_bucket}.cname.test";
        var xml = $"<BucketCnameConfiguration><Cname><Domain>{domain}</Domain></Cname></BucketCnameConfiguration>";
        KeyValuePair<string, string>[] query = [new("cname", ""), new("comp", "add")];
        var map = SignedUrl.Create(server.Process, HttpMethod.Post, _bucket, key: null, query);
        var path = Url(HttpMethod.Get);
        var onDomain = new Uri(
            path.OriginalString.Replace($"{server.Endpoint.Authority}/{_bucket}", domain, StringComparison.Ordinal)
        );

        var mapped = await Curl.SendAsync(map, "--data-binary", xml, "--header", "Content-Type:");
        var answer = await Curl.SendAsync(onDomain, "--connect-to", $"::{server.Endpoint.Authority}");

        Assert.Equal((200, 200), (mapped.Status, answer.Status));
        Assert.Equal(Digits, answer.Body);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_taken()
    {
        var content = RandomNumberGenerator.GetBytes(1_234_567);

        var put = await UploadAsync(Url(HttpMethod.Put), content, "--header", "Transfer-Encoding: chunked");

        Assert.Equal(200, put.Status);
        Assert.Equal(content, (await Curl.SendAsync(Url(HttpMethod.Get))).Body);
    }

    [Fact]
    public async Task A_broken_off_upload_changes_nothing()
    {
        var file = Curl.FileOf(RandomNumberGenerator.GetBytes(5_000_000));

        var result = await Curl.RunAsync(
            Url(HttpMethod.Put),
            ["--upload-file", file, "--limit-rate", "500K", "--max-time", "1"]
        );

        // 28: the time is up.
        Assert.Equal(28, result.ExitCode);
        Assert.Equal(Digits, (await Curl.SendAsync(Url(HttpMethod.Get))).Body);
    }

    [Fact]
    public async Task A_url_for_get_does_nothing_else()
    {
        var url = Url(HttpMethod.Get);

        var put = await UploadAsync(url, "other"u8.ToArray());
        var head = await Curl.SendAsync(url, "--head");
        var deleted = await Curl.SendAsync(url, "--request", "DELETE");

        Assert.Equal([403, 403, 403], [put.Status, head.Status, deleted.Status]);
        // HEAD has no body, so the error comes in a header.
        var error = Encoding.UTF8.GetString(Convert.FromBase64String(head.Header("x-oss-err") ?? ""));
        Assert.Contains("<Code>SignatureDoesNotMatch</Code>", error, StringComparison.Ordinal);
        Assert.Equal(Digits, (await Curl.SendAsync(url)).Body);
    }

    [Fact]
    public async Task With_fail_an_expired_url_is_an_exit_code()
    {
        var hourAgo = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1);
        var expired = SignedUrl.Create(
            server.Endpoint,
            server.Key,
            HttpMethod.Get,
            _bucket,
            Key,
            hourAgo,
            TimeSpan.FromMinutes(1)
        );

        var result = await Curl.RunAsync(expired, "--fail-with-body");

        Assert.Equal(22, result.ExitCode);
        Assert.Contains("<Message>Request has expired.</Message>", result.Output, StringComparison.Ordinal);
    }

    private Uri Url(HttpMethod method) => Url(method, Key);

    private Uri Url(HttpMethod method, string? key) => SignedUrl.Create(server.Process, method, _bucket, key);

    private Task<CurlAnswer> UploadAsync(Uri url, byte[] content, params string[] arguments) =>
        Curl.SendAsync(url, [.. arguments, "--upload-file", Curl.FileOf(content)]);
}
