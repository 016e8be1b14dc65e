using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Domains;

/// <summary>A server whose owner trusts the domain trusted.test, with a DNS that the test makes, and two buckets.</summary>
public abstract class DomainTest : IAsyncLifetime
{
    protected const string Bucket = "test-bucket";
    protected const string Other = "other-bucket";

    private protected FakeTxtLookup Dns { get; } = new();

    protected TestServer Server { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Server = await TestServer.StartAsync(options =>
            options with
            {
                Domains = ["oss.example.com"],
                PublicUrl = new Uri("http://files.example.net:9000"),
                TrustedDomains = ["trusted.test"],
                TxtLookup = Dns,
            }
        );
        foreach (var bucket in (string[])[Bucket, Other])
        {
            Assert.Equal(200, (await Server.SendAsync("PUT", bucket)).Status);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static KeyValuePair<string, string> H(string name, string value) => new(name, value);

    protected static byte[] Document(string domain, string more = "") =>
        System.Text.Encoding.UTF8.GetBytes(
            $"<BucketCnameConfiguration><Cname><Domain>{domain}</Domain>{more}</Cname></BucketCnameConfiguration>"
        );

    /// <summary>One of token, add and delete.</summary>
    protected Task<WireResponse> PostAsync(string comp, string domain, string bucket = Bucket, string more = "") =>
        Server.SendAsync("POST", bucket, query: [H("cname", ""), H("comp", comp)], body: Document(domain, more));

    protected Task<WireResponse> GetTokenAsync(string domain, string bucket = Bucket) =>
        Server.SendAsync("GET", bucket, query: [H("comp", "token"), H("cname", domain)]);

    protected async Task<string[]> ListAsync(string bucket = Bucket)
    {
        var answer = await Server.SendAsync("GET", bucket, query: [H("cname", "")]);
        if (answer.Status == 404)
        {
            Assert.Equal("NoSuchCname", answer.Code);
            return [];
        }

        Assert.Equal(200, answer.Status);
        return [.. answer.Xml.Elements("Cname").Select(cname => cname.Element("Domain")!.Value)];
    }

    protected async Task MapAsync(string domain, string bucket = Bucket) =>
        Assert.Equal(200, (await PostAsync("add", domain, bucket)).Status);

    /// <summary>Sends a request to a host, signed in its header as for this bucket, or not at all.</summary>
    protected Task<WireResponse> SendToAsync(
        string host,
        string method,
        string? key,
        string? signedFor = Bucket,
        byte[]? body = null,
        params KeyValuePair<string, string>[] headers
    )
    {
        var target = "/" + UriEncoding.EncodePath(key ?? "");
        KeyValuePair<string, string>[] added = [];
        if (signedFor is not null)
        {
            var request = new SignableRequest(method, signedFor, key, [], headers);
            added =
            [
                .. SignatureV4.Authorize(
                    TestServer.Key,
                    TestServer.Region,
                    CredentialScope.OssProduct,
                    Server.Time.GetUtcNow(),
                    request
                ),
            ];
        }

        return Server.SendRawAsync(method, target, [H("Host", host), .. headers, .. added], body);
    }
}
