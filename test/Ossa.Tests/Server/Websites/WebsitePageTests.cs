using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Websites;

/// <summary>Which page a visitor gets for a name, and how it is judged whether they may have it.</summary>
public sealed class WebsitePageTests : WebsiteTest
{
    [Theory]
    [InlineData("", "/", "index.html")]
    [InlineData("", "/?utm_source=mail", "index.html")]
    [InlineData("", "/?prefix=a&delimiter=/", "index.html")]
    [InlineData("", "/dir/", "index.html")]
    [InlineData("false", "/dir/", "index.html")]
    [InlineData("false", "/none/", "index.html")]
    [InlineData("true", "/", "index.html")]
    [InlineData("true", "/dir/", "dir/index.html")]
    [InlineData("true", "/dir/sub/", "dir/sub/index.html")]
    [InlineData("true", "/dir/page.html", "dir/page.html")]
    public async Task A_directory_shows_its_index(string subDir, string target, string page)
    {
        await SetAsync(Index(subDir: subDir) + Error());
        await PutAsync("index.html", "dir/", "dir/index.html", "dir/sub/index.html", "dir/page.html", "error.html");
        AssertPage(await VisitAsync(target), 200, page);
        var head = await VisitAsync(target, "HEAD");
        Assert.Equal((200, $"{page.Length}", "text/html"), (head.Status, head["Content-Length"], head["Content-Type"]));
    }

    [Theory]
    [InlineData("", 302)]
    [InlineData("0", 302)]
    [InlineData("1", 404)]
    [InlineData("2", 200)]
    public async Task A_name_without_slash_may_be_a_directory(string type, int status)
    {
        await SetAsync(Index(subDir: "true", type: type) + Error());
        await PutAsync("index.html", "a b/ü/index.html", "error.html");
        foreach (var method in (string[])["GET", "HEAD"])
        {
            var answer = await VisitAsync("/a%20b/%C3%BC", method);
            Assert.Equal(status, answer.Status);
            Assert.Equal(status == 302 ? "/a%20b/%C3%BC/" : null, answer["Location"]);
        }

        var body = (await VisitAsync("/a%20b/%C3%BC")).Text;
        Assert.Equal(
            status == 302 ? ""
                : status == 200 ? "a b/ü/index.html"
                : "error.html",
            body
        );
        AssertPage(await VisitAsync("/none"), 404, "error.html");
    }

    [Fact]
    public async Task A_name_is_no_directory_where_those_have_no_pages_of_their_own()
    {
        await SetAsync(Index(subDir: "false", type: "0") + Error());
        await PutAsync("index.html", "dir/index.html", "error.html");
        AssertPage(await VisitAsync("/dir"), 404, "error.html");
    }

    [Fact]
    public async Task An_object_is_given_out_although_there_is_a_directory_of_its_name()
    {
        await SetAsync(Index(subDir: "true"));
        await PutAsync("dir", "dir/index.html");
        AssertPage(await VisitAsync("/dir"), 200, "dir");
    }

    [Theory]
    [InlineData("", 404)]
    [InlineData("404", 404)]
    [InlineData("200", 200)]
    [InlineData("410", 410)]
    [InlineData("503", 503)]
    public async Task What_is_not_there_shows_the_error_page_with_its_status(string stated, int status)
    {
        await SetAsync(Index() + Error("pages/error.html", stated));
        await PutAsync("pages/error.html");
        foreach (var target in (string[])["/none", "/", "/dir/", "/a/b/c?x=1"])
        {
            AssertPage(await VisitAsync(target), status, "pages/error.html");
            var head = await VisitAsync(target, "HEAD");
            Assert.Equal((status, $"{"pages/error.html".Length}"), (head.Status, head["Content-Length"]));
            Assert.Null(head["x-oss-err"]);
        }
    }

    [Fact]
    public async Task Conditions_and_ranges_count_for_the_page_that_was_asked_for()
    {
        await SetAsync(Index() + Error());
        await PutAsync("index.html", "error.html");
        var etag = (await VisitAsync("/"))["ETag"]!;
        Assert.Equal(304, (await VisitAsync("/", headers: H("If-None-Match", etag))).Status);
        var part = await VisitAsync("/", headers: H("Range", "bytes=0-4"));
        Assert.Equal((206, "index"), (part.Status, part.Text));
        var errorTag = (await VisitAsync("/none"))["ETag"]!;
        AssertPage(
            await VisitAsync("/none", headers: [H("If-None-Match", errorTag), H("Range", "bytes=0-4")]),
            404,
            "error.html"
        );
    }

    [Fact]
    public async Task Without_an_error_page_that_can_be_read_the_refusal_stays()
    {
        await SetAsync(Index() + Error());
        await AssertMissingAsync("/none", "none");
        await AssertMissingAsync("/", "index.html");
        await PutAsync("error.html");
        await CloseAsync("error.html");
        await AssertMissingAsync("/none", "none");
        await PutAsync("error.html", Utf8("x"), H("x-oss-storage-class", "Archive"));
        await AssertMissingAsync("/none", "none");
        await SetAsync(Error("other.html"));
        Assert.Equal(403, (await VisitAsync("/")).Status);
    }

    [Fact]
    public async Task Nobody_reads_in_a_website_what_they_may_not_read()
    {
        await SetAsync(Index(subDir: "true", type: "2") + Error());
        await PutAsync("index.html", "dir/index.html", "closed/index.html", "error.html");
        await CloseAsync("closed/index.html");
        AssertRefused(await VisitAsync("/closed/"), 403, "AccessDenied", "0003-00000005");
        AssertPage(await VisitAsync("/closed"), 404, "error.html");
        await OpenToAllAsync("private");
        foreach (var target in (string[])["/", "/dir/", "/dir", "/none", "/error.html"])
        {
            AssertRefused(await VisitAsync(target), 403, "AccessDenied", "0003-00000001");
        }

        await PutAsync("index.html", Utf8("open"), H("x-oss-object-acl", "public-read"));
        AssertPage(await VisitAsync("/"), 200, "open");
        await Server.SendAsync(
            "PUT",
            Bucket,
            query: [H("publicAccessBlock", "")],
            body: Utf8(
                "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>"
            )
        );
        Assert.Equal(403, (await VisitAsync("/")).Status);
    }

    [Fact]
    public async Task A_website_keeps_to_the_rules_for_referers()
    {
        await SetAsync(Index() + Error());
        await PutAsync("index.html", "error.html");
        await Server.SendAsync(
            "PUT",
            Bucket,
            query: [H("referer", "")],
            body: Utf8(
                "<RefererConfiguration><AllowEmptyReferer>true</AllowEmptyReferer><RefererList><Referer>http://good.test</Referer></RefererList></RefererConfiguration>"
            )
        );
        Assert.Equal(200, (await VisitAsync("/")).Status);
        Assert.Equal(403, (await VisitAsync("/", headers: H("Referer", "http://bad.test/"))).Status);
        Assert.Equal(403, (await VisitAsync("/none", headers: H("Referer", "http://bad.test/"))).Status);
    }

    [Fact]
    public async Task Links_are_pages_too()
    {
        await SetAsync(Index() + Error());
        await PutAsync("real.html");
        foreach (var link in (string[])["index.html", "error.html"])
        {
            await Server.SendAsync(
                "PUT",
                Bucket,
                link,
                [H("symlink", "")],
                [H("x-oss-symlink-target", "real.html")],
                []
            );
        }

        AssertPage(await VisitAsync("/"), 200, "real.html");
        AssertPage(await VisitAsync("/none"), 404, "real.html");
        await Server.SendAsync("DELETE", Bucket, "real.html");
        AssertRefused(await VisitAsync("/"), 404, "SymlinkTargetNotExist", "0026-00000012");
    }

    [Fact]
    public async Task A_deleted_page_of_a_bucket_with_versions_is_not_there()
    {
        await SetAsync(Index() + Error());
        await Server.SendAsync(
            "PUT",
            Bucket,
            query: [H("versioning", "")],
            body: Utf8("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
        );
        await PutAsync("index.html", "error.html");
        await Server.SendAsync("DELETE", Bucket, "index.html");
        var answer = await VisitAsync("/");
        AssertPage(answer, 404, "error.html");
        Assert.Null(answer["x-oss-delete-marker"]);
    }

    [Fact]
    public async Task Only_an_unsigned_request_at_its_own_host_visits_a_website()
    {
        await SetAsync(Index(subDir: "true") + Error());
        await PutAsync("index.html", "error.html", "dir/index.html");
        // The service host, where the bucket is in the path.
        Assert.Equal(403, (await Server.SendRawAsync("GET", $"/{Bucket}/")).Status);
        AssertRefused(await Server.SendRawAsync("GET", $"/{Bucket}/none"), 404, "NoSuchKey", "0026-00000001");
        Assert.Equal(404, (await Server.SendRawAsync("GET", $"/{Bucket}/dir")).Status);
        // Whoever signs speaks of objects.
        Assert.Equal("ListBucketResult", (await SignedAsync("GET", null)).Xml.Name.LocalName);
        AssertRefused(await SignedAsync("GET", "none"), 404, "NoSuchKey", "0026-00000001");
        AssertRefused(await SignedAsync("GET", "dir/"), 404, "NoSuchKey", "0026-00000001");
        var url = Server.Presign("GET", Bucket, "none").Replace($"/{Bucket}", "", StringComparison.Ordinal);
        AssertRefused(await VisitAsync(url), 404, "NoSuchKey", "0026-00000001");
        // Sub-resources and other methods are of the protocol.
        Assert.Equal(403, (await VisitAsync("/?acl")).Status);
        Assert.Equal(403, (await VisitAsync("/none?acl")).Status);
        AssertRefused(await VisitAsync("/none?versionId=null"), 404, "NoSuchVersion", "0026-00000001");
        Assert.Equal(403, (await VisitAsync("/", "PUT")).Status);
        Assert.Equal(403, (await VisitAsync("/none", "DELETE")).Status);
    }

    [Theory]
    [InlineData("//evil.test")]
    [InlineData("//evil.test/%2e%2e")]
    [InlineData("/%5Cevil.test")]
    [InlineData("/%2Fevil.test")]
    public async Task No_name_leads_to_another_host(string target)
    {
        await SetAsync(Index(subDir: "true"));
        var answer = await VisitAsync(target);
        AssertRefused(answer, 400, "InvalidObjectName", "0016-00000005");
        Assert.Null(answer["Location"]);
    }

    [Fact]
    public async Task A_name_stays_one_header_whatever_is_in_it()
    {
        const string Key = "a\r\nSet-Cookie: x=1?#";
        await SetAsync(Index(subDir: "true"));
        await PutAsync($"{Key}/index.html");
        var answer = await VisitAsync($"/{UriEncoding.EncodePath(Key)}");
        Assert.Equal((302, "/a%0D%0ASet-Cookie%3A%20x%3D1%3F%23/"), (answer.Status, answer["Location"]));
        Assert.Null(answer["Set-Cookie"]);
    }

    [Fact]
    public async Task Names_that_no_page_can_have_are_refused_as_ever()
    {
        await SetAsync(Index(subDir: "true") + Error());
        await PutAsync("error.html");
        var longest = new string('k', 1023);
        AssertPage(await VisitAsync($"/{longest}"), 404, "error.html");
        AssertRefused(await VisitAsync($"/{longest}k"), 400, "InvalidObjectName", "0016-00000003");
        Assert.Equal(400, (await VisitAsync("/%FF")).Status);
        Assert.Equal(400, (await VisitAsync($"/{longest[1..]}/")).Status);
    }

    private static void AssertPage(WireResponse answer, int status, string text)
    {
        Assert.Equal((status, text), (answer.Status, answer.Text));
        Assert.Null(answer["Content-Security-Policy"]);
    }

    private async Task AssertMissingAsync(string target, string key)
    {
        var answer = await VisitAsync(target);
        AssertRefused(answer, 404, "NoSuchKey", "0026-00000001");
        Assert.Equal(key, answer.Element("Key"));
    }

    /// <summary>A signed request to the website's own host.</summary>
    private Task<WireResponse> SignedAsync(string method, string? key)
    {
        var request = new SignableRequest(method, Bucket, key, [], []);
        var added = SignatureV4.Authorize(
            TestServer.Key,
            TestServer.Region,
            CredentialScope.OssProduct,
            Server.Time.GetUtcNow(),
            request
        );
        return VisitAsync($"/{key}", method, headers: [.. added]);
    }
}
