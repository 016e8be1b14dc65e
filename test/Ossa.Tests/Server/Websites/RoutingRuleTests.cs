using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Websites;

/// <summary>Where the rules of a website lead its visitors.</summary>
public sealed class RoutingRuleTests : WebsiteTest
{
    [Theory]
    [InlineData("", "/dir/a.txt", "http://www.test/dir/a.txt")]
    [InlineData("", "/", "http://www.test/")]
    [InlineData("", "/a%20b/%C3%BC%3F%23", "http://www.test/a%20b/%C3%BC%3F%23")]
    [InlineData("<ReplaceKeyWith>prefix/${key}.suffix</ReplaceKeyWith>", "/a b", "http://www.test/prefix/a%20b.suffix")]
    [InlineData("<ReplaceKeyWith>${key}${key}</ReplaceKeyWith>", "/x", "http://www.test/xx")]
    [InlineData("<ReplaceKeyWith>fixed</ReplaceKeyWith>", "/x?a=b", "http://www.test/fixed")]
    [InlineData("<PassQueryString>true</PassQueryString>", "/x?a=b&c=%26&d", "http://www.test/x?a=b&c=%26&d")]
    [InlineData("<PassQueryString>true</PassQueryString>", "/x", "http://www.test/x")]
    [InlineData("<PassQueryString>true</PassQueryString>", "/x?a=%0d%0aX:1", "http://www.test/x?a=%0D%0AX%3A1")]
    [InlineData("<PassQueryString>false</PassQueryString>", "/x?a=b", "http://www.test/x")]
    public async Task A_redirect_names_the_key_at_another_host(string redirect, string target, string location)
    {
        await SetRulesAsync(Rule(1, "", External(redirect)));
        foreach (var method in (string[])["GET", "HEAD"])
        {
            var answer = await VisitAsync(target.Replace(" ", "%20", StringComparison.Ordinal), method);
            Assert.Equal((302, location, "0"), (answer.Status, answer["Location"], answer["Content-Length"]));
        }
    }

    [Theory]
    [InlineData("<ReplaceKeyPrefixWith>def/</ReplaceKeyPrefixWith>", "def/test.txt")]
    [InlineData(
        "<ReplaceKeyPrefixWith>def/</ReplaceKeyPrefixWith><EnableReplacePrefix>true</EnableReplacePrefix>",
        "def/test.txt"
    )]
    [InlineData(
        "<ReplaceKeyPrefixWith>def/</ReplaceKeyPrefixWith><EnableReplacePrefix>false</EnableReplacePrefix>",
        "abc/test.txt"
    )]
    [InlineData("<EnableReplacePrefix>true</EnableReplacePrefix>", "test.txt")]
    [InlineData("", "abc/test.txt")]
    public async Task A_prefix_is_replaced_or_cut_off(string redirect, string key)
    {
        await SetRulesAsync(Rule(1, "<KeyPrefixEquals>abc/</KeyPrefixEquals>", External(redirect)));
        Assert.Equal($"http://www.test/{key}", (await VisitAsync("/abc/test.txt"))["Location"]);
    }

    [Fact]
    public async Task Without_a_prefix_to_replace_the_new_one_stands_before_the_key()
    {
        await SetRulesAsync(Rule(1, "", External("<ReplaceKeyPrefixWith>def/</ReplaceKeyPrefixWith>")));
        Assert.Equal("http://www.test/def/a", (await VisitAsync("/a"))["Location"]);
    }

    [Theory]
    [InlineData("301", "External", "http")]
    [InlineData("302", "AliCDN", "https")]
    [InlineData("307", "External", "https")]
    public async Task A_redirect_has_the_status_and_the_address_that_were_set(
        string status,
        string type,
        string protocol
    )
    {
        await SetRulesAsync(
            Rule(
                1,
                "",
                $"<RedirectType>{type}</RedirectType><Protocol>{protocol}</Protocol><HostName>a.test:81</HostName><HttpRedirectCode>{status}</HttpRedirectCode>"
            )
        );
        var answer = await VisitAsync("/k");
        Assert.Equal((status, $"{protocol}://a.test:81/k"), ($"{answer.Status}", answer["Location"]));
    }

    [Theory]
    [InlineData("<KeyPrefixEquals>a/</KeyPrefixEquals>", "/a/b.jpg", true)]
    [InlineData("<KeyPrefixEquals>a/</KeyPrefixEquals>", "/A/b.jpg", false)]
    [InlineData("<KeyPrefixEquals>a/</KeyPrefixEquals>", "/", false)]
    [InlineData("<KeySuffixEquals>.jpg</KeySuffixEquals>", "/a/b.jpg", true)]
    [InlineData("<KeySuffixEquals>.jpg</KeySuffixEquals>", "/a/b.jpeg", false)]
    [InlineData("<KeyPrefixEquals>a/</KeyPrefixEquals><KeySuffixEquals>.jpg</KeySuffixEquals>", "/a/b.png", false)]
    [InlineData("<IncludeHeader><Key>X-A</Key><Equals>one</Equals></IncludeHeader>", "/k", true)]
    [InlineData("<IncludeHeader><Key>x-a</Key><Equals>on</Equals></IncludeHeader>", "/k", false)]
    [InlineData("<IncludeHeader><Key>x-a</Key><StartsWith>on</StartsWith></IncludeHeader>", "/k", true)]
    [InlineData("<IncludeHeader><Key>x-a</Key><EndsWith>on</EndsWith></IncludeHeader>", "/k", false)]
    [InlineData(
        "<IncludeHeader><Key>x-a</Key><StartsWith>o</StartsWith><EndsWith>e</EndsWith></IncludeHeader>",
        "/k",
        true
    )]
    [InlineData("<IncludeHeader><Key>x-b</Key><StartsWith>o</StartsWith></IncludeHeader>", "/k", false)]
    [InlineData(
        "<IncludeHeader><Key>x-a</Key><Equals>one</Equals></IncludeHeader><IncludeHeader><Key>host</Key><Equals>other</Equals></IncludeHeader>",
        "/k",
        false
    )]
    [InlineData("<IncludeHeader><Key>x-u</Key><Equals>ü</Equals></IncludeHeader>", "/k", true)]
    [InlineData("<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>", "/k", true)]
    [InlineData("<HttpErrorCodeReturnedEquals>403</HttpErrorCodeReturnedEquals>", "/k", false)]
    [InlineData("<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>", "/there", false)]
    public async Task A_rule_holds_where_all_that_it_states_does(string condition, string target, bool holds)
    {
        await PutAsync("there");
        await SetRulesAsync(Rule(1, condition, External("")));
        var answer = await VisitAsync(target, headers: [H("x-a", "one"), H("x-u", "\u00C3\u00BC")]);
        Assert.Equal(holds, answer.Status == 302);
    }

    [Fact]
    public async Task The_lowest_number_that_fits_counts()
    {
        await SetRulesAsync(
            Rule(30, "", External("<ReplaceKeyWith>last</ReplaceKeyWith>"))
                + Rule(5, "<KeyPrefixEquals>b</KeyPrefixEquals>", External("<ReplaceKeyWith>five</ReplaceKeyWith>"))
                + Rule(20, "<KeyPrefixEquals>ba</KeyPrefixEquals>", External("<ReplaceKeyWith>no</ReplaceKeyWith>"))
        );
        Assert.Equal("http://www.test/five", (await VisitAsync("/bar"))["Location"]);
        Assert.Equal("http://www.test/last", (await VisitAsync("/a"))["Location"]);
    }

    [Fact]
    public async Task Rules_come_before_pages_of_directories_and_the_error_page()
    {
        await PutAsync("index.html", "dir/index.html", "error.html");
        await SetAsync(
            Index(subDir: "true", type: "2")
                + Error()
                + $"<RoutingRules>{Rule(1, $"<KeyPrefixEquals>d</KeyPrefixEquals>{On(404)}", External(""))}</RoutingRules>"
        );
        Assert.Equal(302, (await VisitAsync("/dir")).Status);
        Assert.Equal("dir/index.html", (await VisitAsync("/dir/")).Text);
        Assert.Equal((404, "error.html"), Shown(await VisitAsync("/none")));
    }

    [Fact]
    public async Task An_internal_rule_shows_another_object_under_the_name_that_was_asked_for()
    {
        await PutAsync("new/a.html", "new/index.html", "b.html");
        await SetAsync(
            Index(subDir: "true")
                + $"<RoutingRules>{Rule(1, "<KeyPrefixEquals>old/</KeyPrefixEquals>", Internal("<ReplaceKeyPrefixWith>new/</ReplaceKeyPrefixWith>"))}"
                + $"{Rule(2, On(404), Internal("<ReplaceKeyWith>${key}.html</ReplaceKeyWith>"))}</RoutingRules>"
        );
        Assert.Equal((200, "new/a.html"), Shown(await VisitAsync("/old/a.html")));
        Assert.Equal((200, "new/index.html"), Shown(await VisitAsync("/old/")));
        Assert.Equal((200, "b.html"), Shown(await VisitAsync("/b")));
        Assert.Equal("6", (await VisitAsync("/b", "HEAD"))["Content-Length"]);
    }

    [Fact]
    public async Task Rules_that_lead_to_each_other_lead_on_once()
    {
        await PutAsync("error.html");
        await SetRulesAsync(
            Rule(1, "<KeyPrefixEquals>a</KeyPrefixEquals>", Internal("<ReplaceKeyWith>b</ReplaceKeyWith>"))
                + Rule(2, "<KeyPrefixEquals>b</KeyPrefixEquals>", Internal("<ReplaceKeyWith>a</ReplaceKeyWith>"))
                + Rule(3, On(404), Internal("<ReplaceKeyWith>${key}</ReplaceKeyWith>"))
        );
        AssertMissing(await VisitAsync("/a"), "b");
        AssertMissing(await VisitAsync("/b"), "a");
        AssertMissing(await VisitAsync("/c"), "c");
    }

    [Fact]
    public async Task An_internal_rule_opens_nothing_that_may_not_be_read()
    {
        await PutAsync("secret");
        await CloseAsync("secret");
        await SetRulesAsync(Rule(1, "", Internal("<ReplaceKeyWith>secret</ReplaceKeyWith>")));
        AssertRefused(await VisitAsync("/open"), 403, "AccessDenied", "0003-00000005");
        await OpenToAllAsync("private");
        await SetRulesAsync(Rule(1, On(403), Internal("<ReplaceKeyWith>secret</ReplaceKeyWith>")));
        Assert.Equal(403, (await VisitAsync("/open")).Status);
        await SetRulesAsync(Rule(1, On(403), External("<ReplaceKeyWith>login</ReplaceKeyWith>")));
        Assert.Equal("http://www.test/login", (await VisitAsync("/open"))["Location"]);
        Assert.Equal("http://www.test/login", (await VisitAsync("/"))["Location"]);
    }

    [Fact]
    public async Task A_rule_that_leads_to_no_name_is_refused_and_not_answered_with_500()
    {
        await SetRulesAsync(
            Rule(1, "<KeyPrefixEquals>slash</KeyPrefixEquals>", Internal("<ReplaceKeyWith>/x</ReplaceKeyWith>"))
                + Rule(
                    2,
                    "<KeyPrefixEquals>cut</KeyPrefixEquals>",
                    Internal("<EnableReplacePrefix>true</EnableReplacePrefix>")
                )
                + Rule(3, "", External("<ReplaceKeyWith>${key}${key}</ReplaceKeyWith>"))
        );
        Assert.Equal(400, (await VisitAsync("/slash")).Status);
        Assert.Equal(403, (await VisitAsync("/cut")).Status);
        AssertRefused(await VisitAsync($"/{new string('k', 512)}"), 400, "InvalidObjectName", "0016-00000003");
        Assert.Equal(302, (await VisitAsync($"/{new string('k', 511)}")).Status);
    }

    [Fact]
    public async Task Signed_requests_and_the_service_host_know_no_rules()
    {
        await PutAsync("k");
        await SetRulesAsync(Rule(1, "", External("")));
        Assert.Equal("k", (await GetAsync("k")).Text);
        Assert.Equal("k", (await Server.SendRawAsync("GET", $"/{Bucket}/k")).Text);
        Assert.Equal(302, (await VisitAsync("/k")).Status);
        Assert.Equal(302, (await VisitAsync("/k", host: $"{Site}:8080")).Status);
    }

    private static string On(int status) => $"<HttpErrorCodeReturnedEquals>{status}</HttpErrorCodeReturnedEquals>";

    private static string External(string more) =>
        $"<RedirectType>External</RedirectType><Protocol>http</Protocol><HostName>www.test</HostName><HttpRedirectCode>302</HttpRedirectCode>{more}";

    private static string Internal(string more) => $"<RedirectType>Internal</RedirectType>{more}";

    private static string Rule(int number, string condition, string redirect) =>
        $"<RoutingRule><RuleNumber>{number}</RuleNumber><Condition>{condition}</Condition><Redirect>{redirect}</Redirect></RoutingRule>";

    private static (int Status, string Text) Shown(WireResponse answer) => (answer.Status, answer.Text);

    private static void AssertMissing(WireResponse answer, string key)
    {
        AssertRefused(answer, 404, "NoSuchKey", "0026-00000001");
        Assert.Equal(key, answer.Element("Key"));
    }

    private Task SetRulesAsync(string rules) => SetAsync($"<RoutingRules>{rules}</RoutingRules>");
}
