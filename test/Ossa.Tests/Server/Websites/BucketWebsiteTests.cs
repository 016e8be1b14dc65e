using System.Xml.Linq;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Websites;

/// <summary>What a website may be: how it is told as it was set, and what is refused.</summary>
public sealed class BucketWebsiteTests : ServerTest
{
    private const string Index = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";
    private const string Wrong = "0019-00000002";

    private const string Whole = """
        <WebsiteConfiguration>
          <IndexDocument><Suffix>index.html</Suffix><SupportSubDir>true</SupportSubDir><Type>0</Type></IndexDocument>
          <ErrorDocument><Key>pages/error &amp; more.html</Key><HttpStatus>404</HttpStatus></ErrorDocument>
          <RoutingRules>
            <RoutingRule>
              <RuleNumber>1</RuleNumber>
              <Condition>
                <KeyPrefixEquals>abc/</KeyPrefixEquals>
                <KeySuffixEquals>.txt</KeySuffixEquals>
                <HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>
                <IncludeHeader><Key>host</Key><Equals>www.test</Equals></IncludeHeader>
                <IncludeHeader><Key>x-a</Key><StartsWith>b</StartsWith><EndsWith>c</EndsWith></IncludeHeader>
              </Condition>
              <Redirect>
                <RedirectType>AliCDN</RedirectType>
                <Protocol>https</Protocol>
                <HostName>www.example.com:8443</HostName>
                <HttpRedirectCode>301</HttpRedirectCode>
                <PassQueryString>true</PassQueryString>
                <ReplaceKeyWith>prefix/${key}.suffix</ReplaceKeyWith>
              </Redirect>
            </RoutingRule>
            <RoutingRule>
              <RuleNumber>2</RuleNumber>
              <Condition></Condition>
              <Redirect>
                <RedirectType>Internal</RedirectType>
                <ReplaceKeyPrefixWith>old/</ReplaceKeyPrefixWith>
                <EnableReplacePrefix>false</EnableReplacePrefix>
              </Redirect>
            </RoutingRule>
          </RoutingRules>
        </WebsiteConfiguration>
        """;

    [Fact]
    public async Task A_website_is_told_as_it_was_set_replaced_and_deleted()
    {
        AssertRefused(await WebsiteAsync("GET"), 404, "NoSuchWebsiteConfiguration", null);
        var put = await WebsiteAsync("PUT", Whole);
        Assert.Equal((200, "0"), (put.Status, put["Content-Length"]));
        Assert.True(XNode.DeepEquals(XElement.Parse(Whole), (await WebsiteAsync("GET")).Xml));
        await SetAsync(Index);
        Assert.True(
            XNode.DeepEquals(
                XElement.Parse($"<WebsiteConfiguration>{Index}</WebsiteConfiguration>"),
                (await WebsiteAsync("GET")).Xml
            )
        );
        Assert.Equal(204, (await WebsiteAsync("DELETE")).Status);
        AssertRefused(await WebsiteAsync("GET"), 404, "NoSuchWebsiteConfiguration", null);
        Assert.Equal(204, (await WebsiteAsync("DELETE")).Status);
    }

    [Fact]
    public async Task Rules_are_told_in_the_order_of_their_numbers()
    {
        await SetAsync($"<RoutingRules>{Rule(7, "", Internal)}{Rule(2, "", Internal)}</RoutingRules>");
        var numbers = (await WebsiteAsync("GET")).Xml.Descendants("RuleNumber").Select(element => element.Value);
        Assert.Equal(["2", "7"], numbers);
    }

    [Fact]
    public async Task Elements_without_a_value_count_as_left_out()
    {
        await SetAsync($"{Index}<ErrorDocument><Key></Key></ErrorDocument><RoutingRules></RoutingRules>");
        Assert.Null((await WebsiteAsync("GET")).Xml.Element("ErrorDocument"));
        var answer = await WebsiteAsync(
            "PUT",
            "<WebsiteConfiguration><IndexDocument><Suffix/></IndexDocument><ErrorDocument/></WebsiteConfiguration>"
        );
        AssertRefused(answer, 400, "MalformedXML", null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("<WebsiteConfiguration>")]
    [InlineData("<WebsiteConfiguration/>")]
    [InlineData("<websiteConfiguration></websiteConfiguration>")]
    [InlineData("<WebsiteConfiguration><Unknown>x</Unknown></WebsiteConfiguration>")]
    [InlineData("<!DOCTYPE a><WebsiteConfiguration/>")]
    [InlineData("<WebsiteConfiguration><IndexDocument><Suffix><b/></Suffix></IndexDocument></WebsiteConfiguration>")]
    public async Task What_is_no_such_document_is_refused_and_nothing_is_stored(string document)
    {
        AssertRefused(await WebsiteAsync("PUT", document), 400, "MalformedXML", null);
        Assert.Equal(404, (await WebsiteAsync("GET")).Status);
    }

    [Theory]
    [InlineData("Suffix", "<IndexDocument><Type>0</Type></IndexDocument>", "")]
    [InlineData("Suffix", "<IndexDocument><Suffix>a/index.html</Suffix></IndexDocument>", "a/index.html")]
    [InlineData("Suffix", "<IndexDocument><Suffix>\\index.html</Suffix></IndexDocument>", "\\index.html")]
    [InlineData(
        "SupportSubDir",
        "<IndexDocument><Suffix>i</Suffix><SupportSubDir>yes</SupportSubDir></IndexDocument>",
        "yes"
    )]
    [InlineData("Type", "<IndexDocument><Suffix>i</Suffix><Type>3</Type></IndexDocument>", "3")]
    [InlineData("Type", "<IndexDocument><Suffix>i</Suffix><Type>-1</Type></IndexDocument>", "-1")]
    [InlineData("Key", "<ErrorDocument><HttpStatus>404</HttpStatus></ErrorDocument>", "")]
    [InlineData("Key", "<ErrorDocument><Key>/e</Key></ErrorDocument>", "/e")]
    [InlineData("HttpStatus", "<ErrorDocument><Key>e</Key><HttpStatus>test</HttpStatus></ErrorDocument>", "test")]
    [InlineData("HttpStatus", "<ErrorDocument><Key>e</Key><HttpStatus>204</HttpStatus></ErrorDocument>", "204")]
    [InlineData("HttpStatus", "<ErrorDocument><Key>e</Key><HttpStatus>302</HttpStatus></ErrorDocument>", "302")]
    [InlineData("HttpStatus", "<ErrorDocument><Key>e</Key><HttpStatus>600</HttpStatus></ErrorDocument>", "600")]
    public async Task A_wrong_page_is_refused_by_the_name_of_its_element(string element, string pages, string value)
    {
        await SetAsync(Index);
        AssertWrong(await WebsiteAsync("PUT", $"<WebsiteConfiguration>{pages}</WebsiteConfiguration>"), element, value);
        Assert.Equal("index.html", Assert.Single((await WebsiteAsync("GET")).Xml.Elements()).Value);
    }

    [Theory]
    [InlineData("Condition", "<RuleNumber>1</RuleNumber>", "")]
    [InlineData("Redirect", "<RuleNumber>1</RuleNumber><Condition/>", "")]
    [InlineData("RuleNumber", "<Condition/><Redirect/>", "")]
    [InlineData("RuleNumber", "<RuleNumber>0</RuleNumber>", "0")]
    [InlineData("RuleNumber", "<RuleNumber>99999999999</RuleNumber>", "99999999999")]
    [InlineData("RuleNumber", "<RuleNumber>1.5</RuleNumber>", "1.5")]
    public async Task A_rule_needs_a_number_a_condition_and_a_redirect(string element, string rule, string value) =>
        AssertWrong(await SetRulesAsync($"<RoutingRule>{rule}</RoutingRule>"), element, value);

    [Theory]
    [InlineData("HttpErrorCodeReturnedEquals", "<HttpErrorCodeReturnedEquals>200</HttpErrorCodeReturnedEquals>", "200")]
    [InlineData("HttpErrorCodeReturnedEquals", "<HttpErrorCodeReturnedEquals>4xx</HttpErrorCodeReturnedEquals>", "4xx")]
    [InlineData("Key", "<IncludeHeader><Equals>x</Equals></IncludeHeader>", "")]
    [InlineData("Key", "<IncludeHeader><Key>a b</Key><Equals>x</Equals></IncludeHeader>", "a b")]
    [InlineData("Equals", "<IncludeHeader><Key>a</Key></IncludeHeader>", "")]
    public async Task A_wrong_condition_is_refused(string element, string condition, string value) =>
        AssertWrong(await SetRulesAsync(Rule(1, condition, Internal)), element, value);

    [Theory]
    [InlineData("RedirectType", "", "")]
    [InlineData("RedirectType", "<RedirectType>external</RedirectType>", "external")]
    [InlineData("Protocol", "<RedirectType>External</RedirectType>", "")]
    [InlineData("Protocol", "<RedirectType>External</RedirectType><Protocol>javascript</Protocol>", "javascript")]
    [InlineData("Protocol", "<RedirectType>Internal</RedirectType><Protocol>ftp</Protocol>", "ftp")]
    [InlineData("HostName", "<RedirectType>AliCDN</RedirectType><Protocol>http</Protocol>", "")]
    [InlineData("HttpRedirectCode", $"{Address}", "")]
    [InlineData("HttpRedirectCode", $"{Address}<HttpRedirectCode>200</HttpRedirectCode>", "200")]
    [InlineData("HttpRedirectCode", $"{Address}<HttpRedirectCode>304</HttpRedirectCode>", "304")]
    [InlineData("PassQueryString", $"{Address}<PassQueryString>1</PassQueryString>", "1")]
    [InlineData("EnableReplacePrefix", $"{Address}<EnableReplacePrefix>no</EnableReplacePrefix>", "no")]
    [InlineData(
        "ReplaceKeyPrefixWith",
        $"{Internal}<ReplaceKeyWith>a</ReplaceKeyWith><ReplaceKeyPrefixWith>b</ReplaceKeyPrefixWith>",
        "b"
    )]
    [InlineData(
        "EnableReplacePrefix",
        $"{Internal}<ReplaceKeyWith>a</ReplaceKeyWith><EnableReplacePrefix>true</EnableReplacePrefix>",
        "true"
    )]
    public async Task A_wrong_redirect_is_refused(string element, string redirect, string value) =>
        AssertWrong(await SetRulesAsync(Rule(1, "", redirect)), element, value);

    [Theory]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a@b")]
    [InlineData("http://a")]
    [InlineData("a:")]
    [InlineData("a:99999")]
    [InlineData("a?b")]
    [InlineData("ä.test")]
    [InlineData("a&#13;&#10;Set-Cookie:1")]
    public async Task A_host_is_a_host_and_nothing_else(string host)
    {
        var answer = await SetRulesAsync(
            Rule(
                1,
                "",
                $"<RedirectType>External</RedirectType><Protocol>http</Protocol><HostName>{host}</HostName><HttpRedirectCode>302</HttpRedirectCode>"
            )
        );
        Assert.Equal("HostName", answer.Element("ArgumentName"));
        Assert.Equal(404, (await WebsiteAsync("GET")).Status);
    }

    [Fact]
    public async Task Numbers_of_rules_differ_and_there_are_twenty_at_most()
    {
        AssertWrong(await SetRulesAsync(Rule(3, "", Internal) + Rule(3, "", Internal)), "RuleNumber", "3");
        var rules = Enumerable.Range(1, 21).Select(number => Rule(number, "", Internal)).ToArray();
        AssertWrong(await SetRulesAsync(string.Concat(rules)), "RoutingRules", "21");
        var headers = Enumerable.Repeat("<IncludeHeader><Key>a</Key><Equals>b</Equals></IncludeHeader>", 11).ToArray();
        AssertWrong(await SetRulesAsync(Rule(1, string.Concat(headers), Internal)), "IncludeHeader", "11");
        var most = Rule(1, string.Concat(headers[1..]), Internal) + string.Concat(rules[1..20]);
        Assert.Equal(200, (await SetRulesAsync(most)).Status);
    }

    [Fact]
    public async Task A_replacement_is_no_longer_than_a_key()
    {
        var (longest, longer) = (new string('a', 1023), new string('a', 1024));
        AssertWrong(
            await SetRulesAsync(Rule(1, "", $"{Internal}<ReplaceKeyWith>{longer}</ReplaceKeyWith>")),
            "ReplaceKeyWith",
            longer
        );
        var rule = Rule(1, "", $"{Internal}<ReplaceKeyWith>{longest}</ReplaceKeyWith>");
        Assert.Equal(200, (await SetRulesAsync(rule)).Status);
    }

    [Fact]
    public async Task What_would_fetch_from_other_servers_is_refused_by_name()
    {
        var mirror = await SetRulesAsync(
            Rule(1, "", "<RedirectType>Mirror</RedirectType><MirrorURL>http://a.test/</MirrorURL>")
        );
        AssertRefused(mirror, 501, "NotImplemented", null);
        Assert.Contains("Mirror", mirror.Element("Message"), StringComparison.Ordinal);
        var script = await SetRulesAsync(
            $"<RoutingRule><RuleNumber>1</RuleNumber><LuaConfig><Script>a.lua</Script></LuaConfig></RoutingRule>"
        );
        AssertRefused(script, 501, "NotImplemented", null);
        Assert.Contains("LuaConfig", script.Element("Message"), StringComparison.Ordinal);
        Assert.Equal(404, (await WebsiteAsync("GET")).Status);
    }

    [Fact]
    public async Task A_document_that_is_too_large_or_came_broken_is_refused()
    {
        var padding = new string(' ', 64 * 1024);
        Assert.Equal(
            400,
            (await WebsiteAsync("PUT", $"<WebsiteConfiguration>{Index}{padding}</WebsiteConfiguration>")).Status
        );
        var broken = await Server.SendAsync(
            "PUT",
            Bucket,
            query: [H("website", "")],
            headers: [H("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==")],
            body: Utf8(Whole)
        );
        AssertRefused(broken, 400, "InvalidDigest", "0017-00000503");
        Assert.Equal(404, (await WebsiteAsync("GET")).Status);
    }

    [Fact]
    public async Task Only_the_owner_sees_and_sets_it()
    {
        await SetAsync(Index);
        foreach (var method in (string[])["GET", "PUT", "DELETE"])
        {
            Assert.Equal(403, (await Server.SendRawAsync(method, $"/{Bucket}?website", body: Utf8(Whole))).Status);
        }

        AssertRefused(await WebsiteAsync("POST", Whole), 405, "MethodNotAllowed", "0017-00000001");
        Assert.Equal(200, (await WebsiteAsync("GET")).Status);
    }

    private const string Internal = "<RedirectType>Internal</RedirectType>";

    private const string Address =
        "<RedirectType>External</RedirectType><Protocol>http</Protocol><HostName>a.test</HostName>";

    private static string Rule(int number, string condition, string redirect) =>
        $"<RoutingRule><RuleNumber>{number}</RuleNumber><Condition>{condition}</Condition><Redirect>{redirect}</Redirect></RoutingRule>";

    private static void AssertWrong(WireResponse answer, string element, string value)
    {
        AssertRefused(answer, 400, "InvalidArgument", Wrong);
        Assert.Equal(
            ($"{element} is Invalid", element, value),
            (answer.Element("Message"), answer.Element("ArgumentName"), answer.Element("ArgumentValue"))
        );
    }

    private Task<WireResponse> SetRulesAsync(string rules) =>
        WebsiteAsync("PUT", $"<WebsiteConfiguration><RoutingRules>{rules}</RoutingRules></WebsiteConfiguration>");

    private async Task SetAsync(string content) =>
        Assert.Equal(
            200,
            (await WebsiteAsync("PUT", $"<WebsiteConfiguration>{content}</WebsiteConfiguration>")).Status
        );

    private Task<WireResponse> WebsiteAsync(string method, string? document = null) =>
        Server.SendAsync(method, Bucket, query: [H("website", "")], body: document is null ? null : Utf8(document));
}
