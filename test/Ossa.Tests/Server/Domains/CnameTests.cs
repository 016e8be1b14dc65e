using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Server.Domains;

public sealed class CnameTests : DomainTest
{
    [Fact]
    public async Task A_domain_is_mapped_once_its_name_servers_tell_the_token()
    {
        var refused = await PostAsync("add", "img.example.org");
        Assert.Equal((403, "NeedVerifyDomainOwnership", "0018-00000115"), (refused.Status, refused.Code, refused.Ec));
        Assert.Empty(Dns.Asked);

        var created = await PostAsync("token", "IMG.example.org");
        Assert.Equal(200, created.Status);
        var token = created.Element("Token")!;
        Assert.Matches("^[0-9a-f]{32}$", token);
        Assert.Equal((Bucket, "img.example.org"), (created.Element("Bucket"), created.Element("Cname")));
        Assert.Equal(403, (await PostAsync("add", "img.example.org")).Status);
        Dns.Set("_dnsauth.img.example.org", "v=spf1 -all", token);
        await MapAsync("img.example.org");
        Assert.Equal(["img.example.org"], await ListAsync());
        Assert.Equal(["_dnsauth.img.example.org", "_dnsauth.img.example.org"], Dns.Asked);
    }

    [Fact]
    public async Task A_token_is_for_one_bucket_and_one_domain()
    {
        var token = (await PostAsync("token", "a.example.org")).Element("Token")!;
        Dns.Set("_dnsauth.a.example.org", token);
        Dns.Set("_dnsauth.b.example.org", token);
        Assert.Equal(403, (await PostAsync("add", "b.example.org")).Status);
        Assert.Equal(403, (await PostAsync("add", "a.example.org", Other)).Status);
        Assert.NotEqual(token, (await PostAsync("token", "a.example.org", Other)).Element("Token"));
        Assert.Equal(403, (await PostAsync("add", "a.example.org", Other)).Status);
    }

    [Fact]
    public async Task A_token_is_given_again_until_it_expires_after_72_hours()
    {
        var first = await PostAsync("token", "img.example.org");
        var token = first.Element("Token");
        Assert.Equal(Server.Time.GetUtcNow().AddHours(72).UtcDateTime.ToString("R"), first.Element("ExpireTime"));
        Server.Time.Advance(TimeSpan.FromHours(71));
        Assert.Equal(token, (await PostAsync("token", "img.example.org")).Element("Token"));
        Assert.Equal(token, (await GetTokenAsync("img.example.org")).Element("Token"));
        Server.Time.Advance(TimeSpan.FromHours(1));
        var gone = await GetTokenAsync("img.example.org");
        Assert.Equal((404, "CnameTokenNotFound", "0018-00000301"), (gone.Status, gone.Code, gone.Ec));
        Dns.Set("_dnsauth.img.example.org", token!);
        Assert.Equal(403, (await PostAsync("add", "img.example.org")).Status);
        Assert.NotEqual(token, (await PostAsync("token", "img.example.org")).Element("Token"));
    }

    [Fact]
    public async Task Where_no_name_server_answers_the_refusal_says_so()
    {
        await PostAsync("token", "img.example.org");
        Dns.IsDown = true;
        var refused = await PostAsync("add", "img.example.org");
        Assert.Equal((403, "NeedVerifyDomainOwnership"), (refused.Status, refused.Code));
        Assert.Equal("No name server answered.", refused.Element("ErrorDetail"));
        Assert.Empty(await ListAsync());
    }

    [Theory]
    [InlineData("trusted.test", 200)]
    [InlineData("a.b.Trusted.TEST", 200)]
    [InlineData("untrusted.test", 403)]
    [InlineData("trusted.test.example.org", 403)]
    public async Task A_domain_that_the_owner_of_the_server_trusts_needs_no_proof(string domain, int status)
    {
        Assert.Equal(status, (await PostAsync("add", domain)).Status);
        Assert.Empty(Dns.Asked);
    }

    [Fact]
    public async Task A_user_must_prove_even_a_domain_that_the_owner_of_the_server_trusts()
    {
        var identities = Server.Engine.Identities;
        var cancel = TestContext.Current.CancellationToken;
        await identities.Users.CreateAsync("alice", cancel);
        await identities.Users.AttachAsync("alice", "AliyunOSSFullAccess", cancel);
        var made = await identities.Keys.CreateAsync("alice", cancel);
        var refused = await Server.SendAsync(
            "POST",
            Bucket,
            query: [H("cname", ""), H("comp", "add")],
            body: Document("trusted.test"),
            signer: new AccessKey(made.Key.Id, made.Secret)
        );
        Assert.Equal((403, "NeedVerifyDomainOwnership"), (refused.Status, refused.Code));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_domain_leads_to_one_bucket_only()
    {
        await MapAsync("trusted.test");
        await MapAsync("trusted.test");
        Assert.Equal(["trusted.test"], await ListAsync());
        var refused = await PostAsync("add", "Trusted.test", Other);
        Assert.Equal(
            (409, "CnameAlreadyExists", "CNAME_OSS"),
            (refused.Status, refused.Code, refused.Element("CnameType"))
        );
        var token = await PostAsync("token", "trusted.test");
        Assert.Equal((403, "NoNeedCreateCnameToken", "0018-00000302"), (token.Status, token.Code, token.Ec));
        Assert.Equal(200, (await PostAsync("delete", "trusted.test", Other)).Status);
        Assert.Equal(["trusted.test"], await ListAsync());
        Assert.Equal(200, (await PostAsync("delete", "trusted.test")).Status);
        await MapAsync("trusted.test", Other);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_bucket_that_no_domain_was_ever_mapped_to_has_no_list_of_them()
    {
        Assert.Equal(200, (await PostAsync("delete", "trusted.test")).Status);
        Assert.Equal(200, (await PostAsync("token", "img.example.org")).Status);
        var refused = await Server.SendAsync("GET", Bucket, query: [H("cname", "")]);
        Assert.Equal((404, "NoSuchCname", Bucket), (refused.Status, refused.Code, refused.Element("Bucket")));
        await MapAsync("trusted.test");
        Assert.Equal(200, (await PostAsync("delete", "trusted.test")).Status);
        var list = await Server.SendAsync("GET", Bucket, query: [H("cname", "")]);
        Assert.Equal((200, null), (list.Status, list.Element("Cname")));
    }

    [Fact]
    public async Task A_token_is_found_by_the_syntax_in_which_cname_stands_twice()
    {
        var token = (await PostAsync("token", "img.example.org")).Element("Token");
        KeyValuePair<string, string>[] query = [H("cname", ""), H("comp", "token"), H("cname", "img.example.org")];
        Assert.Equal(token, (await Server.SendAsync("GET", Bucket, query: query)).Element("Token"));
    }

    [Theory]
    [InlineData("", 200, null)]
    [InlineData("false", 200, null)]
    [InlineData("true", 501, "NotImplemented")]
    [InlineData("yes", 400, "InvalidArgument")]
    public async Task The_domain_itself_is_meant_and_not_all_below_it(string wildcard, int status, string? code)
    {
        await PostAsync("token", "img.example.org");
        foreach (var comp in (string[])["token", "add", "delete"])
        {
            var answer = await Server.SendAsync(
                "POST",
                Bucket,
                query: [H("cname", ""), H("comp", comp), H("wildcard", wildcard)],
                body: Document(comp == "token" ? "img.example.org" : "trusted.test")
            );
            Assert.Equal((status, code), (answer.Status, status == 200 ? null : answer.Code));
        }

        KeyValuePair<string, string>[] query =
        [
            H("comp", "token"),
            H("cname", "img.example.org"),
            H("wildcard", wildcard),
        ];
        Assert.Equal(status, (await Server.SendAsync("GET", Bucket, query: query)).Status);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Domains_are_listed_with_the_time_of_their_mapping()
    {
        await MapAsync("b.trusted.test");
        var at = Server.Time.GetUtcNow();
        Server.Time.Advance(TimeSpan.FromMinutes(1));
        await MapAsync("a.trusted.test");
        var list = (await Server.SendAsync("GET", Bucket, query: [H("cname", "")])).Xml;
        Assert.Equal("ListCnameResult", list.Name.LocalName);
        Assert.Equal((Bucket, Server.Engine.AccountId), (list.Element("Bucket")!.Value, list.Element("Owner")!.Value));
        Assert.Equal(["b.trusted.test", "a.trusted.test"], await ListAsync());
        var first = list.Element("Cname")!;
        Assert.Equal(
            (at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"), "Enabled"),
            (first.Element("LastModified")!.Value, first.Element("Status")!.Value)
        );
    }

    [Fact]
    public async Task A_bucket_has_a_hundred_domains_at_most_and_a_thousand_tokens_for_others()
    {
        for (var i = 0; i < 100; i++)
        {
            await MapAsync($"d{i}.trusted.test");
        }

        var refused = await PostAsync("add", "one.more.trusted.test");
        Assert.Equal((400, "InvalidArgument"), (refused.Status, refused.Code));
        Assert.Equal(100, (await ListAsync()).Length);
        var cancel = TestContext.Current.CancellationToken;
        var bucket = await Server.Engine.Buckets.GetAsync(Bucket, cancel);
        for (var i = 0; i < 999; i++)
        {
            await Server.Engine.CnameTokens.CreateAsync(bucket, $"d{i}.example.org", cancel);
        }

        var racing = Enumerable.Range(0, 5).Select(i => PostAsync("token", $"r{i}.example.org"));
        Assert.Single(await Task.WhenAll(racing), answer => answer.Status == 200);

        var tooMany = await PostAsync("token", "one.more.example.org");
        Assert.Equal((400, "TooManyCnameToken"), (tooMany.Status, tooMany.Code));
        Assert.Equal(200, (await PostAsync("delete", "d0.trusted.test")).Status);
        await MapAsync("one.more.trusted.test");
        Server.Time.Advance(TimeSpan.FromHours(72));
        Assert.Equal(200, (await PostAsync("token", "one.more.example.org")).Status);
    }

    [Theory]
    [InlineData("oss.example.com", 403, "CnameIsForbidden", "0018-00000401")]
    [InlineData("b.oss.example.com", 403, "CnameIsForbidden", "0018-00000401")]
    [InlineData("files.example.net", 403, "CnameIsForbidden", "0018-00000401")]
    [InlineData("a.localhost", 403, "CnameIsForbidden", "0018-00000401")]
    [InlineData("xyz.aliyuncs.com", 403, "CnameIsForbidden", "0018-00000401")]
    [InlineData("w.c", 400, "InvalidArgument", "0017-00000249")]
    [InlineData("", 400, "InvalidArgument", "0017-00000249")]
    [InlineData("trusted", 400, "InvalidArgument", null)]
    [InlineData("10.0.0.1", 400, "InvalidArgument", null)]
    [InlineData("*.trusted.test", 400, "InvalidArgument", null)]
    [InlineData("a_b.trusted.test", 400, "InvalidArgument", null)]
    [InlineData("a..trusted.test", 400, "InvalidArgument", null)]
    [InlineData("-a.trusted.test", 400, "InvalidArgument", null)]
    [InlineData("trusted.test/x", 400, "InvalidArgument", null)]
    [InlineData("trusted.test:80", 400, "InvalidArgument", null)]
    [InlineData("bücher.trusted.test", 400, "InvalidArgument", null)]
    public async Task A_domain_that_cannot_be_mapped_is_refused(string domain, int status, string code, string? ec)
    {
        foreach (var comp in (string[])["token", "add"])
        {
            var refused = await PostAsync(comp, domain);
            Assert.Equal((status, code, ec), (refused.Status, refused.Code, refused.Ec));
        }

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_domain_that_is_too_long_is_refused()
    {
        var label = new string('a', 63);
        Assert.Equal(400, (await PostAsync("add", $"{label}a.trusted.test")).Status);
        Assert.Equal(400, (await PostAsync("add", $"{label}.{label}.{label}.{label}.trusted.test")).Status);
        await MapAsync($"{label}.{label}.{label}.trusted.test");
    }

    [Fact]
    public async Task A_certificate_is_refused_by_name_and_its_key_is_in_no_answer()
    {
        const string certificate =
            "<CertificateConfiguration><CertId>1</CertId><PrivateKey>SECRETKEY</PrivateKey></CertificateConfiguration>";
        var refused = await PostAsync("add", "trusted.test", more: certificate);
        Assert.Equal((501, "NotImplemented"), (refused.Status, refused.Code));
        Assert.Equal("PutCname with CertificateConfiguration", refused.Element("Operation"));
        Assert.DoesNotContain("SECRETKEY", refused.Text, StringComparison.Ordinal);
        var wildcard = await PostAsync("add", "trusted.test", more: "<IsWildCard>true</IsWildCard>");
        Assert.Equal("PutCname with IsWildCard", wildcard.Element("Operation"));
        Assert.Empty(await ListAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Cname/>")]
    [InlineData("<BucketCnameConfiguration/>")]
    [InlineData("<BucketCnameConfiguration><Cname/></BucketCnameConfiguration>")]
    [InlineData("<BucketCnameConfiguration><Cname><Domain>trusted.test</Domain></Cname>")]
    [InlineData(
        "<BucketCnameConfiguration><Cname><Domain>a.trusted.test</Domain><Domain>b.trusted.test</Domain></Cname></BucketCnameConfiguration>"
    )]
    [InlineData(
        "<BucketCnameConfiguration><Cname><Domain>a.trusted.test</Domain></Cname><Cname><Domain>b.trusted.test</Domain></Cname></BucketCnameConfiguration>"
    )]
    [InlineData(
        "<!DOCTYPE x [<!ENTITY e 'trusted.test'>]><BucketCnameConfiguration><Cname><Domain>&e;</Domain></Cname></BucketCnameConfiguration>"
    )]
    public async Task A_document_that_names_no_one_domain_is_refused(string xml)
    {
        foreach (var comp in (string[])["token", "add", "delete"])
        {
            var query = new[] { H("cname", ""), H("comp", comp) };
            var refused = await Server.SendAsync(
                "POST",
                Bucket,
                query: query,
                body: System.Text.Encoding.UTF8.GetBytes(xml)
            );
            Assert.Equal((400, "MalformedXML"), (refused.Status, refused.Code));
        }

        Assert.Empty(await ListAsync());
    }

    [Theory]
    [InlineData("POST", "other")]
    [InlineData("PUT", "add")]
    [InlineData("DELETE", "delete")]
    public async Task Any_other_request_about_domains_is_refused(string method, string comp)
    {
        var query = new[] { H("cname", ""), H("comp", comp) };
        var refused = await Server.SendAsync(method, Bucket, query: query, body: Document("trusted.test"));
        Assert.Equal((405, "MethodNotAllowed"), (refused.Status, refused.Code));
        Assert.Empty(await ListAsync());
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket)).Status);
    }

    [Fact]
    public async Task An_element_that_nobody_knows_is_skipped()
    {
        const string More = "<Unknown><Domain>b.trusted.test</Domain></Unknown>";
        Assert.Equal(200, (await PostAsync("add", "a.trusted.test", more: More)).Status);
        Assert.Equal(["a.trusted.test"], await ListAsync());
        Assert.Equal(200, (await PostAsync("delete", "a.trusted.test", more: More)).Status);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Nobody_else_learns_or_changes_where_domains_lead()
    {
        await MapAsync("trusted.test");
        KeyValuePair<string, string>[] requests =
        [
            H("GET", "cname"),
            H("GET", "cname=trusted.test&comp=token"),
            H("POST", "cname&comp=add"),
            H("POST", "cname&comp=delete"),
            H("POST", "cname&comp=token"),
        ];
        foreach (var (method, query) in requests)
        {
            var answer = await Server.SendRawAsync(
                method,
                $"/{Bucket}?{query}",
                body: method == "POST" ? Document("trusted.test") : null
            );
            Assert.Equal((403, "AccessDenied"), (answer.Status, answer.Code));
        }

        Assert.Equal(["trusted.test"], await ListAsync());
    }
}
