using System.Security.Cryptography;
using System.Text;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>A website that was set up by signed URLs, visited by curl at its own host.</summary>
public sealed class CurlWebsiteTests(StrictServer server) : IDisposable
{
    private const string Site = """
        <WebsiteConfiguration>
          <IndexDocument><Suffix>index.html</Suffix><SupportSubDir>true</SupportSubDir><Type>0</Type></IndexDocument>
          <ErrorDocument><Key>error.html</Key></ErrorDocument>
        </WebsiteConfiguration>
        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly string _bucket = $"site-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    private Curl Curl => field ??= new Curl(_directory);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Visitors_get_pages_and_follow_redirects()
    {
        await PutAsync(null, "");
        await PutAsync(
            null,
            $$"""{"Version":"1","Statement":[{"Effect":"Allow","Principal":["*"],"Action":["oss:GetObject"],"Resource":["acs:oss:*:*:{{_bucket}}/*"]}]}""",
            "policy"
        );
        await PutAsync(null, Site, "website");
        foreach (var key in (string[])["index.html", "docs/index.html", "error.html"])
        {
            await PutAsync(key, $"page {key}");
        }

        var root = await VisitAsync("/");
        var moved = await VisitAsync("/docs", "--location");
        var missing = await VisitAsync("/none");
        var head = await VisitAsync("/docs", "--head");

        Assert.Equal((200, "page index.html"), (root.Status, root.Text));
        Assert.Equal((200, "page docs/index.html"), (moved.Status, moved.Text));
        Assert.Equal((404, "page error.html"), (missing.Status, missing.Text));
        Assert.Equal((302, "/docs/"), (head.Status, head.Header("Location")));
    }

    private Task<CurlAnswer> VisitAsync(string path, params string[] arguments) =>
        Curl.SendAsync(new Uri($"http://{_bucket}.localhost:{server.Endpoint.Port}{path}"), arguments);

    private async Task PutAsync(string? key, string body, string? subResource = null)
    {
        KeyValuePair<string, string>[] query = subResource is null ? [] : [new(subResource, "")];
        var url = SignedUrl.Create(server.Process, HttpMethod.Put, _bucket, key, query);
        var file = Curl.FileOf(Encoding.UTF8.GetBytes(body));
        // To a path that ends in a slash curl would add the name of an uploaded file; and V4 signs a Content-Type where there is one.
        string[] arguments = ["--request", "PUT", "--data-binary", $"@{file}", "--header", "Content-Type:"];
        Assert.Equal(200, (await Curl.SendAsync(url, arguments)).Status);
    }
}
