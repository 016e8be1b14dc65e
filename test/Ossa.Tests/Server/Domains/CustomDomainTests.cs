using Ossa.Protocol.Signing;
using Ossa.Storage.Local;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Domains;

public sealed class CustomDomainTests : DomainTest
{
    private const string Domain = "img.trusted.test";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Server.SendAsync(
            "PUT",
            Bucket,
            "page.html",
            headers: [H("Content-Type", "text/html"), H("x-oss-object-acl", "public-read")],
            body: "<p>"u8.ToArray()
        );
        await Server.SendAsync("PUT", Bucket, "private", body: [1]);
    }

    [Fact]
    public async Task Requests_to_a_domain_are_about_its_bucket_from_the_next_one_on()
    {
        Assert.Equal("InvalidBucketName", (await SendToAsync(Domain, "GET", "page.html", signedFor: null)).Code);
        await MapAsync(Domain);
        foreach (var host in (string[])[Domain, "IMG.Trusted.Test", Domain + ":9000", Domain + "."])
        {
            var page = await SendToAsync(host, "GET", "page.html", signedFor: null);
            Assert.Equal((200, "<p>"), (page.Status, page.Text));
        }

        Assert.Equal(403, (await SendToAsync(Domain, "GET", "private", signedFor: null)).Status);
        await PostAsync("delete", Domain);
        Assert.Equal("InvalidBucketName", (await SendToAsync(Domain, "GET", "page.html", signedFor: null)).Code);
    }

    [Fact]
    public async Task Signatures_are_over_the_bucket_that_the_domain_leads_to()
    {
        await MapAsync(Domain);
        Assert.Equal(200, (await SendToAsync(Domain, "GET", "private")).Status);
        Assert.Equal(200, (await SendToAsync(Domain, "PUT", "a b/ü", body: [1, 2])).Status);
        Assert.Equal([1, 2], (await Server.SendAsync("GET", Bucket, "a b/ü")).Body);
        Assert.Equal(200, (await SendToAsync(Domain, "GET", null)).Status);
        var other = await SendToAsync(Domain, "GET", "private", signedFor: Other);
        Assert.Equal((403, "SignatureDoesNotMatch"), (other.Status, other.Code));
    }

    [Fact]
    public async Task Signed_urls_open_on_a_domain_too()
    {
        await MapAsync(Domain);
        foreach (
            var url in (string[])[Server.Presign("GET", Bucket, "private"), Server.PresignV1("GET", Bucket, "private")]
        )
        {
            var target = url[(Bucket.Length + 1)..];
            Assert.Equal(200, (await Server.SendRawAsync("GET", target, [H("Host", Domain)])).Status);
            var absolute = await Server.SendRawAsync("GET", $"http://{Domain}{target}", [H("Host", Domain)]);
            Assert.Equal(200, absolute.Status);
        }
    }

    [Fact]
    public async Task A_page_on_a_domain_can_act_as_one()
    {
        await MapAsync(Domain);
        var page = await SendToAsync(Domain, "GET", "page.html", signedFor: null);
        Assert.Null(page["Content-Security-Policy"]);
        Assert.Null(page["X-Content-Type-Options"]);
        Assert.NotNull((await Server.SendRawAsync("GET", $"/{Bucket}/page.html"))["Content-Security-Policy"]);
    }

    [Fact]
    public async Task On_a_domain_the_servers_own_pages_are_keys()
    {
        await MapAsync(Domain);
        Assert.Equal(200, (await SendToAsync("unmapped.trusted.test", "GET", "-/health/live", signedFor: null)).Status);
        Assert.Equal(404, (await SendToAsync(Domain, "GET", "-/health/live")).Status);
        Assert.Equal(200, (await SendToAsync(Domain, "PUT", "-/health/live", body: [7])).Status);
        Assert.Equal([7], (await SendToAsync(Domain, "GET", "-/health/live")).Body);
    }

    [Fact]
    public async Task A_domain_goes_with_its_bucket_and_a_new_one_does_not_inherit_it()
    {
        await MapAsync(Domain, Other);
        await PostAsync("token", "a.example.org", Other);
        Assert.Equal(200, (await SendToAsync(Domain, "GET", null, signedFor: Other)).Status);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Other)).Status);
        var gone = await SendToAsync(Domain, "GET", "some-key", signedFor: null);
        Assert.Equal((404, "NoSuchBucket", "some-key"), (gone.Status, gone.Code, gone.Element("BucketName")));
        await Server.SendAsync("PUT", Other);
        Assert.Empty(await ListAsync(Other));
        Assert.Equal(404, (await GetTokenAsync("a.example.org", Other)).Status);
        await MapAsync(Domain);
        Assert.Equal(200, (await SendToAsync(Domain, "GET", "page.html", signedFor: null)).Status);
    }

    [Fact]
    public async Task Of_many_buckets_that_want_a_domain_at_once_one_gets_it()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => PostAsync("add", Domain, i % 2 == 0 ? Bucket : Other))
        );
        Assert.Contains(answers, answer => answer.Status == 200);
        Assert.All(answers, answer => Assert.Contains(answer.Status, (int[])[200, 409]));
        Assert.Single([.. await ListAsync(Bucket), .. await ListAsync(Other)]);
    }

    [Fact]
    public async Task Domains_lead_on_after_a_restart_unless_they_became_the_servers_own()
    {
        using var place = new TemporaryDirectory();
        await using (var server = await OpenAsync(place))
        {
            await server.SendAsync("PUT", Bucket, headers: [H("x-oss-acl", "public-read")]);
            await server.SendAsync("PUT", Bucket, "k", body: [5]);
            await server.SendAsync("PUT", "img", headers: [H("x-oss-acl", "public-read")]);
            await server.SendAsync("PUT", "img", "k", body: [6]);
            var query = new[] { H("cname", ""), H("comp", "add") };
            Assert.Equal(200, (await server.SendAsync("POST", Bucket, query: query, body: Document(Domain))).Status);
        }

        await using (var server = await OpenAsync(place))
        {
            Assert.Equal([5], (await server.SendRawAsync("GET", "/k", [H("Host", Domain)])).Body);
        }

        await using (var server = await OpenAsync(place, "trusted.test"))
        {
            Assert.Equal([6], (await server.SendRawAsync("GET", "/k", [H("Host", Domain)])).Body);
        }
    }

    [Fact]
    public async Task A_bucket_tells_those_who_came_by_a_domain_an_address_of_the_server()
    {
        await MapAsync(Domain);
        var request = new SignableRequest("GET", Bucket, null, [H("bucketInfo", "")], []);
        var added = SignatureV4.Authorize(
            TestServer.Key,
            TestServer.Region,
            CredentialScope.OssProduct,
            Server.Time.GetUtcNow(),
            request
        );
        var info = await Server.SendRawAsync("GET", "/?bucketInfo", [H("Host", Domain), .. added]);
        Assert.Equal("files.example.net:9000", info.Xml.Descendants("ExtranetEndpoint").Single().Value);
    }

    private static async Task<TestServer> OpenAsync(TemporaryDirectory place, params string[] domains)
    {
        var storage = await LocalEngine.OpenAsync(
            new LocalEngineOptions { Directory = place.Path },
            TestContext.Current.CancellationToken
        );
        return await TestServer.StartAsync(
            options => options with { TrustedDomains = ["trusted.test"], Domains = domains },
            storage
        );
    }
}
