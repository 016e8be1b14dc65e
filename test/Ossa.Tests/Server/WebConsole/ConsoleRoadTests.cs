using System.Net;
using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Server.WebConsole;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.WebConsole;

/// <summary>What goes through the console goes down the road of all requests, in the name of whoever is signed in, and from its page only.</summary>
public sealed class ConsoleRoadTests : ConsoleTest
{
    private const string Objects = "/-/console/api/oss/";

    /// <summary>Keys that browsers, paths and markup would like to make into something else.</summary>
    public static TheoryData<string> Keys { get; } =
        new(
            "plain.txt",
            "..",
            "a/../b",
            "x//y",
            "trailing/",
            "%2F%2e",
            "a+b c",
            "<img src=x onerror=alert(1)>",
            "读我 é.txt",
            "key=",
            "?a=b#c",
            new string('k', 1023)
        );

    private static string PathOf(string key) => $"{Objects}{Bucket}/key={UriEncoding.EncodeComponent(key)}";

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Any_key_is_written_told_and_deleted(string key)
    {
        var cookie = await SignInAsync();
        var written = await AskAsync("PUT", PathOf(key), cookie, [1, 2, 3], H("x-oss-meta-a", "b"));
        Assert.Equal(200, written.Status);
        Assert.Equal([1, 2, 3], (await GetAsync(key)).Body);
        var told = await AskAsync("HEAD", PathOf(key), cookie);
        Assert.Equal((200, "b"), (told.Status, told["x-oss-meta-a"]));
        Assert.Equal(204, (await AskAsync("DELETE", PathOf(key), cookie)).Status);
        AssertRefused(await AskAsync("HEAD", PathOf(key), cookie), 404, "NoSuchKey", "0026-00000001");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_url_signed_for_any_key_gives_it_and_no_more(string key)
    {
        await PutAsync(key, Utf8("content"));
        var made = await SignUrlAsync(await SignInAsync(), key, 60);
        Assert.Equal(made.Url, $"http://{Server.Host}{made.Path}");
        Assert.Equal("content", (await Server.SendRawAsync("GET", made.Path)).Text);
        Server.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(403, (await Server.SendRawAsync("GET", made.Path)).Status);
    }

    private async Task<UrlMade> SignUrlAsync(KeyValuePair<string, string> cookie, string key, int seconds)
    {
        var wish = new UrlWish(Bucket, key, seconds);
        var body = JsonSerializer.SerializeToUtf8Bytes(wish, ConsoleJson.Default.UrlWish);
        var answer = await AskAsync("POST", "/-/console/url", cookie, body);
        Assert.Equal(200, answer.Status);
        return JsonSerializer.Deserialize(answer.Body, ConsoleJson.Default.UrlMade)!;
    }

    [Fact]
    public async Task A_url_gives_no_more_than_its_signer_may_do()
    {
        await PutAsync("a");
        var ana = await MakeUserAsync("ana");
        var cookie = await SignInAsync(ana);
        var made = await SignUrlAsync(cookie, "a", 600);
        Assert.Equal(200, (await Server.SendRawAsync("GET", made.Path)).Status);
        var cancel = TestContext.Current.CancellationToken;
        await Server.Engine.Identities.Users.DetachAsync("ana", "AliyunOSSReadOnlyAccess", cancel);
        Assert.Equal(403, (await Server.SendRawAsync("GET", made.Path)).Status);
        foreach (var seconds in new[] { 0, -1, 604_801 })
        {
            var wish = JsonSerializer.SerializeToUtf8Bytes(
                new UrlWish(Bucket, "a", seconds),
                ConsoleJson.Default.UrlWish
            );
            AssertRefused(await AskAsync("POST", "/-/console/url", cookie, wish), 400, "InvalidArgument", null);
        }
    }

    [Fact]
    public async Task A_user_may_do_by_the_console_what_it_may_do_otherwise_and_no_more()
    {
        await PutAsync("a");
        var cookie = await SignInAsync(await MakeUserAsync("ana"));
        Assert.Equal(200, (await AskAsync("GET", $"{Objects}{Bucket}?list-type=2", cookie)).Status);
        Assert.Equal(200, (await AskAsync("HEAD", PathOf("a"), cookie)).Status);
        Assert.Equal(403, (await AskAsync("PUT", PathOf("b"), cookie, [1])).Status);
        Assert.Equal(403, (await AskAsync("DELETE", PathOf("a"), cookie)).Status);
        Assert.Equal(403, (await AskAsync("PUT", $"{Objects}another-bucket", cookie)).Status);
        AssertRefused(
            await AskAsync("GET", "/-/console/api/admin/users", cookie),
            403,
            "AccessDenied",
            "0003-00000202"
        );
        Assert.Equal(200, (await AskAsync("GET", "/-/console/api/admin/links", cookie)).Status);
        Assert.Equal(200, (await GetAsync("a")).Status);
    }

    [Fact]
    public async Task The_owner_asks_the_admin_api()
    {
        var cookie = await SignInAsync();
        Assert.Equal("[]", (await AskAsync("GET", "/-/console/api/admin/users", cookie)).Text);
        AssertRefused(await AskAsync("GET", "/-/console/api/admin/nothing", cookie), 404, "NoSuchAdminOperation", null);
        AssertRefused(await AskAsync("GET", "/-/console/api/admin/users?x=1", cookie), 400, "InvalidArgument", null);
        AssertRefused(await AskAsync("GET", "/-/console/nothing", cookie), 404, "NoSuchConsolePage", null);
    }

    [Fact]
    public async Task Nothing_is_done_without_a_session()
    {
        await PutAsync("a");
        string[] paths = [PathOf("a"), Objects, "/-/console/api/admin/users", "/-/console/nothing"];
        foreach (var path in paths)
        {
            AssertRefused(await AskAsync("DELETE", path, H("Cookie", "a=b")), 401, "ConsoleSessionEnded", null);
            AssertRefused(
                await AskAsync("GET", path, H("Cookie", $"ossa-console={new string('0', 64)}")),
                401,
                "ConsoleSessionEnded",
                null
            );
        }

        Assert.Equal(200, (await GetAsync("a")).Status);
    }

    [Fact]
    public async Task No_other_page_can_ask_in_the_name_of_whoever_is_signed_in()
    {
        await PutAsync("a");
        var cookie = await SignInAsync();
        var elsewhere = H("Origin", $"http://{Bucket}.localhost:{Server.Port}");
        KeyValuePair<string, string>[][] forged =
        [
            [Origin],
            [Mark],
            [Mark, elsewhere],
            [Mark, H("Origin", "null")],
            [Mark, Origin, H("Sec-Fetch-Site", "same-site")],
            [Mark, Origin, H("Sec-Fetch-Site", "none")],
        ];
        foreach (var headers in forged)
        {
            var refused = await Server.SendRawAsync("DELETE", PathOf("a"), [cookie, .. headers]);
            AssertRefused(refused, 403, "AccessDenied", null);
            AssertRefused(await TrySignInAsync(TestServer.Key, headers), 403, "AccessDenied", null);
        }

        AssertRefused(await Server.SendRawAsync("GET", Objects, [cookie]), 403, "AccessDenied", null);
        AssertRefused(
            await Server.SendRawAsync("GET", Objects, [cookie, Mark, H("Sec-Fetch-Site", "cross-site")]),
            403,
            "AccessDenied",
            null
        );
        var preflight = await Server.SendRawAsync(
            "OPTIONS",
            PathOf("a"),
            [
                elsewhere,
                H("Access-Control-Request-Method", "DELETE"),
                H("Access-Control-Request-Headers", ConsoleGuard.Header),
            ]
        );
        Assert.Equal(403, preflight.Status);
        Assert.DoesNotContain(
            preflight.Headers.Keys,
            name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
        );
        Assert.Equal(200, (await GetAsync("a")).Status);
    }

    [Fact]
    public async Task The_cookie_opens_nothing_but_the_console()
    {
        await PutAsync("a");
        var cookie = await SignInAsync();
        Assert.Equal(403, (await Server.SendRawAsync("GET", $"/{Bucket}/a", [cookie, Mark, Origin])).Status);
        Assert.Equal(403, (await Server.SendRawAsync("GET", "/-/admin/v1/users", [cookie, Mark, Origin])).Status);
        var onBucketHost = await Server.SendRawAsync(
            "GET",
            "/-/console/",
            [cookie, H("Host", $"{Bucket}.localhost:{Server.Port}")]
        );
        Assert.Equal(403, onBucketHost.Status);
    }

    [Fact]
    public async Task The_content_of_objects_never_comes_through_it_and_what_comes_is_nothing_to_show()
    {
        await PutAsync("page.html", Utf8("<script>alert(1)</script>"), H("Content-Type", "text/html"));
        var cookie = await SignInAsync();
        AssertRefused(await AskAsync("GET", PathOf("page.html"), cookie), 405, "MethodNotAllowed", null);
        AssertRefused(
            await AskAsync("GET", PathOf("page.html") + "?versionId=null", cookie),
            405,
            "MethodNotAllowed",
            null
        );
        AssertRefused(
            await AskAsync("POST", Objects + Bucket, cookie, [1], H("Content-Type", "multipart/form-data; boundary=b")),
            405,
            "MethodNotAllowed",
            null
        );
        Assert.Equal("sandbox", (await AskAsync("HEAD", PathOf("page.html"), cookie))["Content-Security-Policy"]);
        foreach (var path in new[] { $"{Objects}{Bucket}?list-type=2", SessionPath, "/-/console/nothing" })
        {
            var answer = await AskAsync("GET", path, cookie);
            Assert.Equal(
                ("default-src 'none'; sandbox; frame-ancestors 'none'", "nosniff", "DENY", "same-origin"),
                (
                    answer["Content-Security-Policy"],
                    answer["X-Content-Type-Options"],
                    answer["X-Frame-Options"],
                    answer["Cross-Origin-Resource-Policy"]
                )
            );
        }
    }

    [Fact]
    public async Task What_else_the_request_presents_counts_for_nothing()
    {
        await PutAsync("a");
        var cookie = await SignInAsync(await MakeUserAsync("ana"));
        var signed = Server.Presign("DELETE", Bucket, "a");
        var query = signed[signed.IndexOf('?', StringComparison.Ordinal)..];
        Assert.Equal(403, (await AskAsync("DELETE", PathOf("a") + query, cookie)).Status);
    }

    [Fact]
    public async Task The_page_lets_in_its_own_modules_alone_and_no_text_becomes_markup()
    {
        var page = await Server.SendRawAsync("GET", "/-/console/", [H("Accept-Language", "zh-CN,en;q=0.5")]);
        Assert.Equal(
            (200, "text/html; charset=utf-8", "no-store"),
            (page.Status, page["Content-Type"], page["Cache-Control"])
        );
        var policy = page["Content-Security-Policy"]!;
        Assert.StartsWith("default-src 'none'; script-src 'nonce-", policy, StringComparison.Ordinal);
        Assert.Contains(
            "require-trusted-types-for 'script'; trusted-types ossa-xml; ",
            policy,
            StringComparison.Ordinal
        );
        Assert.EndsWith("base-uri 'none'; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"zh-CN\">", page.Text, StringComparison.Ordinal);
        var led = await Server.SendRawAsync("GET", "/-/console");
        Assert.Equal(((int)HttpStatusCode.RedirectKeepVerb, "/-/console/"), (led.Status, led["Location"]));
    }

    [Fact]
    public async Task A_url_is_handed_out_with_a_code_and_the_samples()
    {
        var wish = JsonSerializer.SerializeToUtf8Bytes(
            new HandoutWish("http://oss.test/b/it's", "it's/it's.txt"),
            ConsoleJson.Default.HandoutWish
        );
        var cookie = await SignInAsync();
        var answer = await AskAsync("POST", "/-/console/handout", cookie, wish);
        var handout = JsonSerializer.Deserialize(answer.Body, ConsoleJson.Default.Handout)!;
        Assert.Matches("^(M[0-9]+ [0-9]+h1v1h-1z)+$", handout.QrPath);
        Assert.Equal("curl --fail --globoff --output \"it_s.txt\" \"http://oss.test/b/it%27s\"", handout.Curl);
        Assert.Equal(9, handout.Samples.Count);
        var endless = new HandoutWish(new string('u', 2049), "n");
        var body = JsonSerializer.SerializeToUtf8Bytes(endless, ConsoleJson.Default.HandoutWish);
        AssertRefused(await AskAsync("POST", "/-/console/handout", cookie, body), 400, "InvalidArgument", null);
    }
}
