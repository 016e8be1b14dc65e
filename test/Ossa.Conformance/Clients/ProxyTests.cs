using System.Security.Cryptography;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;
using Ossa.Protocol.Signing;

namespace Ossa.Conformance.Clients;

/// <summary>A strict server behind a proxy that is set up as docs/proxies.md says, with curl before it.</summary>
public abstract class ProxyTests : IAsyncLifetime
{
    private const string Bucket = "behind-a-proxy";

    private readonly TemporaryDirectory _directory = new();
    private OssaProcess? _server;
    private DocumentedProxy? _proxy;

    private Curl Curl => field ??= new Curl(_directory);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Tool.Curl.Require();
        var proxy = Create();
        _server = await OssaProcess.StartAsync(
            ["--ephemeral", "--listen", "http://127.0.0.1:0", "--trusted-proxy", "127.0.0.1", "--bucket", Bucket],
            cancellationToken: CancellationToken
        );
        _proxy = proxy;
        await _proxy.StartAsync(_server.Endpoint, CancellationToken);
    }

    /// <summary>The proxy; ends the test if it is not installed.</summary>
    protected abstract DocumentedProxy Create();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _directory.Dispose();
    }

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("double//slash//x")]
    [InlineData("a/../b/./c")]
    [InlineData("a+b c")]
    [InlineData("100%2Fpercent%")]
    [InlineData("文件 ü?&#.txt")]
    public async Task What_is_stored_by_a_signed_url_is_read_by_one_under_the_same_name(string key)
    {
        var content = RandomNumberGenerator.GetBytes(10_000);
        var put = await PutAsync(key, content);
        Assert.True(put.Status == 200, put.Text);
        var got = await Curl.SendAsync(Url("GET", key));
        Assert.Equal(200, got.Status);
        Assert.Equal(content, got.Body);
        var direct = await Curl.SendAsync(Url("GET", key, _server!.Endpoint));
        Assert.Equal(content, direct.Body);
    }

    [Fact]
    public async Task A_slash_that_is_encoded_stays_the_same_key()
    {
        Assert.Equal(200, (await PutAsync("x/y", [1])).Status);
        var url = Url("GET", "x/y").OriginalString.Replace("/x/y?", "/x%2Fy?", StringComparison.Ordinal);
        Assert.Equal([1], (await Curl.SendAsync(new Uri(url))).Body);
    }

    [Fact]
    public async Task A_large_body_passes_both_ways_and_ranges_are_parts()
    {
        var content = RandomNumberGenerator.GetBytes(64 * 1024 * 1024);
        Assert.Equal(200, (await PutAsync("large", content, "--header", "Expect: 100-continue")).Status);
        var got = await Curl.SendAsync(Url("GET", "large"));
        Assert.Equal(SHA256.HashData(content), SHA256.HashData(got.Body));
        var part = await Curl.SendAsync(Url("GET", "large"), "--range", "50000000-50000099");
        Assert.Equal(206, part.Status);
        Assert.Equal(content[50_000_000..50_000_100], part.Body);
    }

    [Fact]
    public async Task A_body_of_unknown_length_passes()
    {
        var content = RandomNumberGenerator.GetBytes(3_000_000);
        Assert.Equal(200, (await PutAsync("open", content, "--header", "Transfer-Encoding: chunked")).Status);
        Assert.Equal(content, (await Curl.SendAsync(Url("GET", "open"))).Body);
    }

    [Fact]
    public async Task A_refusal_is_the_servers_own()
    {
        var answer = await Curl.SendAsync(
            new Uri($"{_proxy!.Endpoint}{Bucket}/k"),
            "--upload-file",
            Curl.FileOf(new byte[1_000_000])
        );
        Assert.Equal(403, answer.Status);
        Assert.Contains("<Code>AccessDenied</Code>", answer.Text, StringComparison.Ordinal);
        Assert.Contains($"<HostId>{_proxy.Endpoint.Authority}</HostId>", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clients_address_is_told_and_what_the_client_says_of_it_is_not_believed()
    {
        const string Policy = """
            {"Version": "1", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "oss:GetObject", "Resource": "*",
            "Condition": {"IpAddress": {"acs:SourceIp": "127.0.0.2"}}}]}
            """;
        Assert.Equal(200, (await PutAsync("k", [7])).Status);
        var set = SignedUrl.Create(_server!, HttpMethod.Put, Bucket, null, [new("policy", "")]);
        Assert.Equal(
            200,
            (await Curl.SendAsync(set, "--request", "PUT", "--data-binary", Policy, "--header", "Content-Type:")).Status
        );
        var unsigned = new Uri($"{_proxy!.Endpoint}{Bucket}/k");
        Assert.Equal(200, (await Curl.SendAsync(unsigned, "--interface", "127.0.0.2")).Status);
        Assert.Equal(403, (await Curl.SendAsync(unsigned, "--interface", "127.0.0.3")).Status);
        string[] forged = ["--header", "X-Forwarded-For: 127.0.0.2", "--header", "Forwarded: for=127.0.0.2"];
        Assert.Equal(403, (await Curl.SendAsync(unsigned, ["--interface", "127.0.0.3", .. forged])).Status);
    }

    private Task<CurlAnswer> PutAsync(string key, byte[] content, params string[] arguments) =>
        Curl.SendAsync(Url("PUT", key), [.. arguments, "--upload-file", Curl.FileOf(content)]);

    /// <summary>A signed URL that goes out as it is written, with every character that has a meaning encoded but the slash.</summary>
    private Uri Url(string method, string key, Uri? endpoint = null)
    {
        var signed = SignatureV4.Presign(
            _server!.Key,
            OssaProcess.Region,
            CredentialScope.OssProduct,
            TimeProvider.System.GetUtcNow(),
            600,
            new SignableRequest(method, Bucket, key, [], [])
        );
        var target = $"{Bucket}/{UriEncoding.EncodePath(key)}?{UriEncoding.EncodeQuery(signed)}";
        return new Uri($"{endpoint ?? _proxy!.Endpoint}{target}");
    }
}
