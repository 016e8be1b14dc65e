using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Sharing;
using Ossa.Tests.Server.Road;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Tidy;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>The page of a link over the wire: what it shows, to whom, and what it never tells.</summary>
public sealed partial class SharePageTests : LinkTest
{
    private static readonly KeyValuePair<string, string> Person = H(
        "Accept",
        "text/html,application/xhtml+xml,*/*;q=0.8"
    );

    /// <summary>The key names what cmd takes for a variable, and the line that is copied does not, but is signed all the same.</summary>
    [Fact]
    public async Task The_url_of_the_line_to_copy_names_no_variable_and_gives_the_object()
    {
        const string Hostile = "€CESS_TOKEN is €_x é1";
        await PutAsync(Hostile, Utf8("content"));
        var page = await OpenAsync(await MakeAsync(H(AdminApi.Key, Hostile)));
        var line = Assert.Single(SnippetsIn(page), text => text.StartsWith("curl --fail", StringComparison.Ordinal));
        var url = line.Split('"')[^2];
        Assert.Contains("%AC%43ESS_TOKEN%20is%20%E2%82%AC%5Fx%20%C3%A9%31", url, StringComparison.Ordinal);
        Assert.Equal("content", (await Server.SendRawAsync("GET", new Uri(url).PathAndQuery)).Text);
    }

    /// <summary>The name of cmd's own variable cannot be avoided by any encoding.</summary>
    [Fact]
    public async Task There_is_no_line_to_copy_where_cmd_would_put_the_directory_into_it()
    {
        const string Hostile = "\u0370.txt";
        await PutAsync(Hostile, Utf8("content"));
        var page = await OpenAsync(await MakeAsync(H(AdminApi.Key, Hostile)));
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain(SnippetsIn(page), text => text.Contains("%CD%", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("%CD%B0.txt", DownloadIn(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_what_the_link_gives_and_has_a_url_that_gives_it()
    {
        var made = await MakeAsync(H(AdminApi.MaxDownloads, "2"));
        var page = await OpenAsync(made);
        Assert.Equal((200, "text/html; charset=utf-8"), (page.Status, page["Content-Type"]));
        Assert.Contains("<bdi>ä &#x2B;.txt</bdi>", page.Text, StringComparison.Ordinal);
        Assert.Contains("21 B", page.Text, StringComparison.Ordinal);
        Assert.Contains("""<dd data-part="downloads">2</dd>""", page.Text, StringComparison.Ordinal);
        Assert.Contains((await GetAsync(Key))["x-oss-hash-crc64ecma"]!, page.Text, StringComparison.Ordinal);
        Assert.Contains("<svg viewBox", page.Text, StringComparison.Ordinal);
        Assert.Equal(Content, (await Server.SendRawAsync("GET", DownloadIn(page))).Body);
        Assert.Contains("""<dd data-part="downloads">1</dd>""", (await OpenAsync(made)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_lets_nothing_in_tells_its_address_to_nobody_and_is_not_kept()
    {
        var page = await OpenAsync(await MakeAsync());
        var policy = page["Content-Security-Policy"]!;
        var nonce = NonceIn().Match(policy).Groups["nonce"].Value;
        Assert.StartsWith(
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}';",
            policy,
            StringComparison.Ordinal
        );
        Assert.EndsWith("base-uri 'none'; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(
            ("no-referrer", "DENY", "nosniff", "no-store"),
            (page["Referrer-Policy"], page["X-Frame-Options"], page["X-Content-Type-Options"], page["Cache-Control"])
        );
        Assert.DoesNotContain("style=", page.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("<(script|style)[^>]*>[^<]", page.Text);
        Assert.DoesNotMatch("""(src|href)="https?:""", page.Text);
        Assert.NotEqual(policy, (await OpenAsync(await MakeAsync()))["Content-Security-Policy"]);
        var looked = await Server.SendRawAsync("HEAD", (await MakeAsync()).Page!.PathAndQuery);
        Assert.Equal((200, 0), (looked.Status, looked.Body.Length));
    }

    [Fact]
    public async Task Nobody_can_guess_it_and_no_log_tells_it()
    {
        var made = await MakeAsync();
        var link = await Server.Engine.Links.GetAsync(made.Link.Id, Cancel);
        var key = await Server.Engine.Links.OpenKeyAsync(link, Cancel);
        var page = await OpenAsync(made);
        Assert.DoesNotContain(key.Secret, page.Text, StringComparison.Ordinal);
        var path = made.Page!.PathAndQuery;
        foreach (
            var other in new[]
            {
                SharePage.Root,
                SharePage.Root + made.Link.Id,
                path[..^1] + (path[^1] == 'A' ? 'B' : 'A'),
                path + "A",
                path[..^1],
                path + "/",
                SharePage.Root + new string('A', 40),
            }
        )
        {
            var refused = await Server.SendRawAsync("GET", other);
            AssertRefused(refused, 404, "NoSuchLink", null);
            Assert.Empty(refused.Xml.Elements("Name"));
        }
    }

    [Fact]
    public async Task Its_address_stands_in_no_log_of_the_server()
    {
        var log = new RecordedLog();
        await using var server = await TestServer.StartAsync(log: log);
        await server.SendAsync("PUT", Bucket);
        await server.SendAsync("PUT", Bucket, "a", body: [1]);
        var query = Usual(H(AdminApi.Key, "a")).ToArray();
        var made = IdentityJson.Read<LinkAnswer>((await server.SendAsync("POST", "-", "admin/v1/links", query)).Body);
        var page = await server.SendRawAsync("GET", made.Page!.PathAndQuery);
        Assert.Equal(200, page.Status);
        await log.WaitForAsync(page["x-oss-request-id"]!, TestContext.Current.CancellationToken);
        var proof = made.Page.PathAndQuery[(SharePage.Root.Length + made.Link.Id.Length)..];
        var line = Assert.Single(log.Lines, line => line.Contains(SharePage.Operation, StringComparison.Ordinal));
        Assert.Contains(made.Link.Id, line, StringComparison.Ordinal);
        Assert.DoesNotContain(proof, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_gives_nothing_says_so_to_a_person_and_to_a_program_under_one_status()
    {
        var made = await MakeAsync(H(AdminApi.MaxDownloads, "1"));
        Assert.Equal(200, (await FetchAsync(made)).Status);
        await AssertGoneAsync(made, 403, "as often as its owner allowed", "The link is used up.");
        Server.Time.Advance(TimeSpan.FromHours(25));
        await AssertGoneAsync(made, 403, "has expired", "The link has expired.");
        await RevokeAsync(made);
        await AssertGoneAsync(made, 403, "taken the link back", "The link was revoked by its owner.");
        var early = await MakeAsync(H(AdminApi.NotBefore, SigningTime.ToIsoBasic(Server.Time.GetUtcNow().AddHours(1))));
        await AssertGoneAsync(early, 403, "does not hold yet", "The link does not hold yet.");
        var elsewhere = await MakeAsync(H(AdminApi.From, "10.0.0.0/8"));
        await AssertGoneAsync(elsewhere, 403, "not for the network", "The link is not for your address.");
        var lost = await MakeAsync();
        await Server.SendAsync("DELETE", Bucket, Key);
        Assert.Equal(404, (await OpenAsync(lost)).Status);
    }

    [Fact]
    public async Task A_url_of_a_link_that_is_too_old_sends_a_person_to_the_owner()
    {
        var made = await MakeAsync(H(AdminApi.Validity, "30d"));
        Server.Time.Advance(TimeSpan.FromDays(8));
        var shown = await FetchAsync(made, "GET", Person);
        Assert.Equal(403, shown.Status);
        Assert.Contains("The link has expired.", shown.Text, StringComparison.Ordinal);
        // The page signs a new one.
        Assert.Equal(Content, (await Server.SendRawAsync("GET", DownloadIn(await OpenAsync(made)))).Body);
    }

    [Fact]
    public async Task A_bucket_policy_that_denies_the_owner_denies_a_look_at_the_page()
    {
        var made = await MakeAsync();
        var denying =
            $$"""{"Version":"1","Statement":[{"Effect":"Deny","Principal":["{{Server.Engine.AccountId}}"],"Action":"oss:GetObject","Resource":"acs:oss:*:*:{{Bucket}}/*"}]}""";
        await Server.SendAsync("PUT", Bucket, query: [H("policy", "")], body: Utf8(denying));
        var page = await OpenAsync(made);
        Assert.Equal(403, page.Status);
        Assert.DoesNotContain(".txt", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN", "下载")]
    [InlineData("de,zh;q=0.5,en;q=0.7", "en", "Download")]
    [InlineData("de", "en", "Download")]
    [InlineData(";;;=", "en", "Download")]
    public async Task It_speaks_the_language_that_is_liked_most(string accepted, string language, string word)
    {
        var page = await OpenAsync(await MakeAsync(), H("Accept-Language", accepted));
        Assert.Contains($"<html lang=\"{language}\">", page.Text, StringComparison.Ordinal);
        Assert.Contains($">{word}</a>", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>.png")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("a\u202Egnp.exe")]
    [InlineData("$(touch x)'; `id`")]
    public async Task No_name_becomes_markup(string name)
    {
        await PutAsync(name, Content, H("Content-Type", "text/html\"><script>alert(2)</script>"));
        var page = await OpenAsync(await MakeAsync(H(AdminApi.Key, name)));
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("'", WithoutCode().Replace(page.Text, ""), StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', page.Text);
        Assert.Equal(Content, (await Server.SendRawAsync("GET", DownloadIn(page))).Body);
    }

    [Theory]
    [InlineData("text/html", "text")]
    [InlineData("image/svg+xml", "text")]
    [InlineData("IMAGE/PNG; a=b", "image")]
    [InlineData("video/mp4", "video")]
    [InlineData("application/zip", null)]
    public async Task A_preview_is_shown_of_what_runs_nothing(string type, string? kind)
    {
        await PutAsync("file", Content, H("Content-Type", type));
        var page = await OpenAsync(await MakeAsync(H(AdminApi.Key, "file")));
        Assert.Equal(kind, KindIn().Match(page.Text) is { Success: true } found ? found.Groups["kind"].Value : null);
        Assert.Contains("frame-src 'none'", page["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pdf_is_shown_in_a_frame_of_another_origin_only()
    {
        await PutAsync("a.pdf", Content, H("Content-Type", "application/pdf"));
        var made = await MakeAsync(H(AdminApi.Key, "a.pdf"));
        var origin = $"http://{Bucket}.localhost:{Server.Port}";
        var page = await OpenAsync(made);
        Assert.Contains($"frame-src {origin};", page["Content-Security-Policy"], StringComparison.Ordinal);
        var url = new Uri(WebUtility.HtmlDecode(FrameIn().Match(page.Text).Groups["url"].Value));
        var shown = await Server.SendRawAsync("GET", url.PathAndQuery, [H("Host", url.Authority)]);
        Assert.Equal(
            (200, "application/pdf", null),
            (shown.Status, shown["Content-Type"], shown["Content-Security-Policy"])
        );
        var elsewhere = await OpenAsync(made, H("Host", "files.example.com"));
        Assert.Contains("frame-src 'none'", elsewhere["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("data-kind", elsewhere.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_files_have_the_names_of_their_content_and_come_compressed()
    {
        var page = await OpenAsync(await MakeAsync());
        var paths = AssetIn().Matches(page.Text).Select(match => match.Groups["path"].Value).ToList();
        Assert.Equal(3, paths.Count);
        foreach (var path in paths)
        {
            var plain = await Server.SendRawAsync("GET", path);
            var brotli = await Server.SendRawAsync("GET", path, [H("Accept-Encoding", "gzip, br")]);
            var gzip = await Server.SendRawAsync("GET", path, [H("Accept-Encoding", "gzip, br;q=0")]);
            Assert.Equal((200, null), (plain.Status, plain["Content-Encoding"]));
            Assert.Equal("public, max-age=31536000, immutable", plain["Cache-Control"]);
            Assert.Equal(("br", "gzip"), (brotli["Content-Encoding"], gzip["Content-Encoding"]));
            Assert.Equal(
                plain.Body,
                Unpack(new BrotliStream(new MemoryStream(brotli.Body), CompressionMode.Decompress))
            );
            Assert.Equal(plain.Body, Unpack(new GZipStream(new MemoryStream(gzip.Body), CompressionMode.Decompress)));
            foreach (Match import in ImportIn().Matches(plain.Text))
            {
                Assert.Equal(
                    200,
                    (await Server.SendRawAsync("GET", "/-/assets/" + import.Groups["name"].Value)).Status
                );
            }
        }

        Assert.Equal(404, (await Server.SendRawAsync("GET", "/-/assets/page.css")).Status);
    }

    [Theory]
    [InlineData("curl/download.sh")]
    [InlineData("java/Download.java")]
    [InlineData("nodejs/download.mjs")]
    [InlineData("python/download.py")]
    [InlineData("go/main.go")]
    [InlineData("browser/index.html")]
    [InlineData("android-java/SignedUrlDownloader.java")]
    [InlineData("objective-c/download.m")]
    [InlineData("csharp/Holder.cs")]
    public async Task Its_code_is_that_of_the_samples(string sample)
    {
        var page = await OpenAsync(await MakeAsync());
        var shown = SnippetsIn(page);
        Assert.Contains(
            (await File.ReadAllTextAsync(SourceTree.PathOf($"samples/download/{sample}"), Cancel)).ReplaceLineEndings(
                "\n"
            ),
            shown.Select(code => code.ReplaceLineEndings("\n"))
        );
    }

    [Fact]
    public async Task Of_a_hundred_clients_at_once_three_get_the_whole_file()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        await PutAsync("large", content);
        var made = await MakeAsync(H(AdminApi.Key, "large"), H(AdminApi.MaxDownloads, "3"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => FetchAsync(made)));
        Assert.Equal(3, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status == 200), answer => Assert.Equal(content, answer.Body));
        Assert.All(
            answers.Where(answer => answer.Status != 200),
            answer => Assert.Equal("The link is used up.", answer.Element("Message"))
        );
    }

    private async Task AssertGoneAsync(LinkAnswer made, int status, string toPerson, string toProgram)
    {
        var known = made.Url!.PathAndQuery;
        foreach (var target in new[] { known, made.Page!.PathAndQuery })
        {
            var shown = await Server.SendRawAsync("GET", target, [Person]);
            Assert.Equal((status, "text/html; charset=utf-8"), (shown.Status, shown["Content-Type"]));
            Assert.Contains(toPerson, shown.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(".txt", shown.Text, StringComparison.Ordinal);
            var told = await Server.SendRawAsync("GET", target, [H("Accept", "*/*")]);
            Assert.Equal((status, toProgram), (told.Status, told.Element("Message")));
        }
    }

    private static string DownloadIn(WireResponse page) =>
        WebUtility.HtmlDecode(DownloadLink().Match(page.Text).Groups["href"].Value);

    private static byte[] Unpack(Stream compressed)
    {
        using var plain = new MemoryStream();
        using (compressed)
        {
            compressed.CopyTo(plain);
        }

        return plain.ToArray();
    }

    private static IEnumerable<string> SnippetsIn(WireResponse page) =>
        SnippetIn().Matches(page.Text).Select(match => WebUtility.HtmlDecode(match.Groups["code"].Value));

    [GeneratedRegex("""data-part="download" href="(?<href>[^"]*)" """)]
    private static partial Regex DownloadLink();

    [GeneratedRegex("'nonce-(?<nonce>[^']{20,})'")]
    private static partial Regex NonceIn();

    [GeneratedRegex("""data-kind="(?<kind>[^"]*)" """)]
    private static partial Regex KindIn();

    [GeneratedRegex("""data-kind="frame" data-url="(?<url>[^"]*)" """)]
    private static partial Regex FrameIn();

    [GeneratedRegex("""(?:src|href)="(?<path>/-/assets/[^"]*)" """)]
    private static partial Regex AssetIn();

    [GeneratedRegex("""from "\./(?<name>[^"]*)";""")]
    private static partial Regex ImportIn();

    [GeneratedRegex("""<pre[^>]*>\n(?<code>[^<]*)</pre>""")]
    private static partial Regex SnippetIn();

    [GeneratedRegex("<pre.*?</pre>", RegexOptions.Singleline)]
    private static partial Regex WithoutCode();
}
