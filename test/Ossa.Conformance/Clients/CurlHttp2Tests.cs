using System.Security.Cryptography;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>curl and HTTP/2, with a certificate that <c>ossa certificate dev</c> made and curl trusts as that says.</summary>
public sealed class CurlHttp2Tests : IAsyncLifetime
{
    private const string Bucket = "over-http2";
    private const string Key = "reports/文件 a+b%20&c#.txt";

    private readonly TemporaryDirectory _directory = new();
    private OssaProcess? _server;

    private Curl Curl => field ??= new Curl(_directory);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private string Data => _directory.Combine("data");

    public async ValueTask InitializeAsync()
    {
        Tool.Curl.Require();
        var made = await ProcessRunner.RunAsync(
            "dotnet",
            [OssaProgram.Assembly, "certificate", "dev", "--data", Data],
            CancellationToken
        );
        made.ShouldSucceed();
        _server = await OssaProcess.StartAsync(
            ["--data", Data, "--listen", "https://127.0.0.1:0", "--bucket", Bucket],
            cancellationToken: CancellationToken
        );
    }

    public async ValueTask DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _directory.Dispose();
    }

    [Theory]
    [InlineData("--http2", "HTTP/2 200")]
    [InlineData("--http1.1", "HTTP/1.1 200 OK")]
    public async Task Signed_urls_put_get_head_and_ranges_work(string version, string statusLine)
    {
        var content = RandomNumberGenerator.GetBytes(3_000_001);
        var put = await SendAsync(HttpMethod.Put, Key, version, "--upload-file", Curl.FileOf(content));
        Assert.Equal(statusLine, put.HeaderLines.Last(line => line.StartsWith("HTTP/", StringComparison.Ordinal)));
        Assert.Equal($"\"{Convert.ToHexString(MD5.HashData(content))}\"", put.Header("ETag"));
        Assert.Equal(content, (await SendAsync(HttpMethod.Get, Key, version)).Body);
        var head = await SendAsync(HttpMethod.Head, Key, version, "--head");
        Assert.Equal((200, "3000001"), (head.Status, head.Header("Content-Length")));
        var part = await SendAsync(HttpMethod.Get, Key, version, "--range", "2-4");
        Assert.Equal(206, part.Status);
        Assert.Equal(content[2..5], part.Body);
        var listed = await SendAsync(HttpMethod.Get, null, version);
        Assert.Contains("<Size>3000001</Size>", listed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_are_documents()
    {
        var missing = await SendAsync(HttpMethod.Get, "missing", "--http2");
        Assert.Equal(404, missing.Status);
        Assert.Contains("<Code>NoSuchKey</Code>", missing.Text, StringComparison.Ordinal);
        var url = new Uri(_server!.Endpoint, $"{Bucket}/k");
        var file = Curl.FileOf(new byte[5_000_000]);
        var refused = await Curl.SendAsync(url, "--http2", "--cacert", Issuer, "--upload-file", file);
        Assert.Equal(403, refused.Status);
    }

    [Fact]
    public async Task A_broken_off_upload_and_download_change_nothing()
    {
        var content = RandomNumberGenerator.GetBytes(5_000_000);
        Assert.Equal(
            200,
            (await SendAsync(HttpMethod.Put, Key, "--http2", "--upload-file", Curl.FileOf(content))).Status
        );
        string[] slowly = ["--http2", "--cacert", Issuer, "--limit-rate", "500K", "--max-time", "1"];
        var other = Curl.FileOf(RandomNumberGenerator.GetBytes(5_000_000));
        // 28: the time is up.
        var put = await Curl.RunAsync(Url(HttpMethod.Put, Key), [.. slowly, "--upload-file", other]);
        Assert.Equal(28, put.ExitCode);
        var output = _directory.Combine("partial");
        var get = await Curl.RunAsync(Url(HttpMethod.Get, Key), [.. slowly, "--output", output]);
        Assert.Equal(28, get.ExitCode);
        Assert.Equal(content, (await SendAsync(HttpMethod.Get, Key, "--http2")).Body);
    }

    [Fact]
    public async Task Without_the_issuer_curl_does_not_trust_the_server()
    {
        var result = await Curl.RunAsync(Url(HttpMethod.Get, Key));
        // 60: the certificate is not trusted.
        Assert.Equal(60, result.ExitCode);
    }

    private string Issuer => Path.Combine(Data, "tls", "ca.pem");

    private Uri Url(HttpMethod method, string? key) => SignedUrl.Create(_server!, method, Bucket, key);

    private Task<CurlAnswer> SendAsync(HttpMethod method, string? key, params string[] arguments) =>
        Curl.SendAsync(Url(method, key), ["--cacert", Issuer, .. arguments]);
}
