using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Buckets;

public sealed class BucketRefererTests : ServerTest
{
    private const string Missing = "0003-00000501";
    private const string Denied = "0003-00000502";
    private const string NotAllowed = "0003-00000503";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", "public-read-write")]);
        await PutAsync("k");
    }

    [Fact]
    public async Task A_fresh_bucket_lets_every_page_in()
    {
        var rules = (await RefererAsync("GET")).Xml;
        Assert.Equal("true", rules.Element("AllowEmptyReferer")!.Value);
        Assert.Empty(rules.Descendants("Referer"));
        await AssertAsync("http://any.test/", null);
    }

    [Fact]
    public async Task Rules_are_told_as_they_were_set_and_replaced()
    {
        await SetAsync(
            """
            <AllowEmptyReferer>false</AllowEmptyReferer><TruncatePath>true</TruncatePath>
            <RefererList><Referer>http://a.test</Referer><Referer>https://b.test</Referer></RefererList>
            <RefererBlacklist><Referer>http://c.test</Referer></RefererBlacklist>
            """
        );
        var rules = (await RefererAsync("GET")).Xml;
        Assert.Equal(
            ("false", "true", "true"),
            (
                rules.Element("AllowEmptyReferer")!.Value,
                rules.Element("AllowTruncateQueryString")!.Value,
                rules.Element("TruncatePath")!.Value
            )
        );
        Assert.Equal(["http://a.test", "https://b.test"], ListOf(rules, "RefererList"));
        Assert.Equal(["http://c.test"], ListOf(rules, "RefererBlacklist"));
        await SetAsync("<AllowEmptyReferer>true</AllowEmptyReferer><RefererList><Referer></Referer></RefererList>");
        rules = (await RefererAsync("GET")).Xml;
        Assert.Empty(ListOf(rules, "RefererList"));
        Assert.Null(rules.Element("RefererBlacklist"));
    }

    [Theory]
    [InlineData("http://www.a.test", "http://www.a.test/page?x=1", null)]
    [InlineData("http://www.a.test", "HTTP://WWW.A.TEST/", null)]
    [InlineData("http://www.a.test", "https://www.a.test/", NotAllowed)]
    [InlineData("http://www.a.test/one", "http://www.a.test/two", NotAllowed)]
    [InlineData("http://*.a.test", "http://b.c.a.test/", null)]
    [InlineData("http://*.a.test", "http://a.test/", NotAllowed)]
    [InlineData("*.a.test/", "http://www.a.test/", null)]
    [InlineData("http://www.?.test", "http://www.b.test/", null)]
    [InlineData("http://www.?.test", "http://www.bb.test/", NotAllowed)]
    [InlineData("http://*a*b*.test", "http://aab.b.x.test/", null)]
    [InlineData("http://*a*b*.test", "http://aab.b.x.tes", NotAllowed)]
    [InlineData("*", "anything", null)]
    public async Task A_page_is_let_in_that_the_list_allows(string pattern, string referer, string? ec)
    {
        await SetAsync($"<RefererList><Referer>{pattern}</Referer></RefererList>");
        await AssertAsync(referer, ec);
    }

    [Theory]
    [InlineData("http://good.test/", null)]
    [InlineData("http://bad.good.test/", Denied)]
    [InlineData("http://other.test/", NotAllowed)]
    public async Task What_is_denied_is_not_let_in_although_it_is_allowed(string referer, string? ec)
    {
        await SetAsync(
            """
            <RefererList><Referer>http://good.test</Referer><Referer>http://*.good.test</Referer></RefererList>
            <RefererBlacklist><Referer>http://bad.</Referer></RefererBlacklist>
            """
        );
        await AssertAsync(referer, ec);
    }

    [Fact]
    public async Task Where_only_is_said_what_is_denied_the_rest_is_let_in()
    {
        await SetAsync("<RefererBlacklist><Referer>http://bad.test</Referer></RefererBlacklist>");
        await AssertAsync("http://bad.test/", Denied);
        await AssertAsync("http://other.test/", null);
    }

    [Theory]
    [InlineData("true", "<Referer>http://a.test</Referer>", null)]
    [InlineData("false", "<Referer>http://a.test</Referer>", Missing)]
    [InlineData("false", "", null)]
    public async Task Whether_there_must_be_a_referer_counts_where_there_is_a_list(
        string allowed,
        string list,
        string? ec
    )
    {
        await SetAsync($"<AllowEmptyReferer>{allowed}</AllowEmptyReferer><RefererList>{list}</RefererList>");
        await AssertAsync(null, ec);
        await AssertAsync("", ec);
    }

    [Theory]
    [InlineData("", "http://x.test/?u=good.test", null)]
    [InlineData("<AllowTruncateQueryString>true</AllowTruncateQueryString>", "http://x.test/?u=good.test", NotAllowed)]
    [InlineData("<AllowTruncateQueryString>true</AllowTruncateQueryString>", "http://x.test/good.test", null)]
    [InlineData("<TruncatePath>true</TruncatePath>", "http://x.test/good.test", NotAllowed)]
    [InlineData("<TruncatePath>true</TruncatePath>", "http://good.test/page", null)]
    [InlineData("<TruncatePath>true</TruncatePath>", "http://x.test?good.test", NotAllowed)]
    public async Task Path_and_query_of_a_referer_count_unless_they_are_cut_off(string cut, string referer, string? ec)
    {
        await SetAsync($"{cut}<RefererList><Referer>*good.test</Referer></RefererList>");
        await AssertAsync(referer, ec);
    }

    [Fact]
    public async Task Signed_urls_are_asked_for_their_page_and_signed_headers_are_not()
    {
        await SetAsync(
            "<AllowEmptyReferer>false</AllowEmptyReferer><RefererList><Referer>http://a.test</Referer></RefererList>"
        );
        foreach (var url in (string[])[Server.Presign("GET", Bucket, "k"), Server.PresignV1("GET", Bucket, "k")])
        {
            AssertRefused(await Server.SendRawAsync("GET", url), 403, "AccessDenied", Missing);
            Assert.Equal(200, (await Server.SendRawAsync("GET", url, [H("Referer", "http://a.test/")])).Status);
        }

        Assert.Equal(200, (await GetAsync("k")).Status);
        Assert.Equal(200, (await GetAsync("k", H("Referer", "http://other.test/"))).Status);
        var write = await Server.SendRawAsync("PUT", $"/{Bucket}/new", [H("Referer", "http://other.test/")], [1]);
        AssertRefused(write, 403, "AccessDenied", NotAllowed);
        Assert.Equal(404, (await GetAsync("new")).Status);
    }

    [Fact]
    public async Task A_header_that_proves_nothing_is_no_way_around_the_rules()
    {
        await SetAsync(
            "<AllowEmptyReferer>false</AllowEmptyReferer><RefererList><Referer>http://a.test</Referer></RefererList>"
        );
        foreach (var header in (string[])["", "Basic YTpi", "OSS a:b"])
        {
            var answer = await Server.SendRawAsync("GET", $"/{Bucket}/k", [H("Authorization", header)]);
            Assert.InRange(answer.Status, 400, 403);
        }
    }

    [Fact]
    public async Task A_form_is_asked_for_its_page_whatever_its_header_says()
    {
        await SetAsync(
            "<AllowEmptyReferer>false</AllowEmptyReferer><RefererList><Referer>http://a.test</Referer></RefererList>"
        );
        var form = PostForm.WithKey("k").SignV4(Server.Time.GetUtcNow()).File([1]).ToBytes();
        KeyValuePair<string, string>[] headers = [PostForm.ContentType, H("Authorization", "OSS a:b")];
        AssertRefused(await Server.SendRawAsync("POST", $"/{Bucket}", headers, form), 403, "AccessDenied", Missing);
        headers = [PostForm.ContentType, H("Referer", "http://a.test/form.html")];
        Assert.Equal(204, (await Server.SendRawAsync("POST", $"/{Bucket}", headers, form)).Status);
    }

    [Fact]
    public async Task A_refusal_names_the_bucket()
    {
        await SetAsync("<RefererBlacklist><Referer>http://bad.test</Referer></RefererBlacklist>");
        var answer = await Server.SendRawAsync("GET", $"/{Bucket}/k", [H("Referer", "http://bad.test/")]);
        Assert.Equal(
            (Bucket, "You are denied by bucket referer policy."),
            (answer.Element("BucketName"), answer.Element("Message"))
        );
    }

    [Fact]
    public async Task A_stranger_copies_nothing_from_a_bucket_that_does_not_want_its_page()
    {
        await Server.SendAsync("PUT", "open-bucket", headers: [H("x-oss-acl", "public-read-write")]);
        await SetAsync("<RefererBlacklist><Referer>http://bad.test</Referer></RefererBlacklist>");
        var copy = await Server.SendRawAsync(
            "PUT",
            "/open-bucket/k",
            [H("x-oss-copy-source", $"/{Bucket}/k"), H("Referer", "http://bad.test/")],
            []
        );
        AssertRefused(copy, 403, "AccessDenied", Denied);
    }

    [Theory]
    [InlineData("", "0033-00000001")]
    [InlineData("<Referer/>", "0033-00000001")]
    [InlineData("<RefererConfiguration><RefererList/></RefererConfiguration>", "0033-00000002")]
    [InlineData(
        "<RefererConfiguration><AllowEmptyReferer>perhaps</AllowEmptyReferer></RefererConfiguration>",
        "0033-00000003"
    )]
    [InlineData(
        "<RefererConfiguration><AllowEmptyReferer>true</AllowEmptyReferer></RefererConfiguration>",
        "0033-00000005"
    )]
    [InlineData(
        "<RefererConfiguration><AllowEmptyReferer>true</AllowEmptyReferer><RefererList/><TruncatePath>true</TruncatePath><AllowTruncateQueryString>false</AllowTruncateQueryString></RefererConfiguration>",
        "0033-00000001"
    )]
    public async Task Rules_that_make_no_sense_are_refused(string xml, string ec)
    {
        AssertRefused(await RefererAsync("PUT", xml), 400, "MalformedXML", ec);
        await AssertAsync("http://any.test/", null);
    }

    [Fact]
    public async Task Lists_that_a_bucket_cannot_keep_are_refused()
    {
        var referer = $"<Referer>http://{new string('a', 1000)}.test</Referer>";
        var xml = $"<RefererList>{string.Concat(Enumerable.Repeat(referer, 30))}</RefererList>";
        var answer = await RefererAsync("PUT", Whole(xml));
        Assert.Equal((400, "InvalidArgument"), (answer.Status, answer.Code));
        await AssertAsync("http://any.test/", null);
    }

    private async Task AssertAsync(string? referer, string? ec)
    {
        KeyValuePair<string, string>[] headers = referer is null ? [] : [H("Referer", referer)];
        var answer = await Server.SendRawAsync("GET", $"/{Bucket}/k", headers);
        Assert.Equal((ec is null ? 200 : 403, ec), (answer.Status, answer.Status == 200 ? null : answer.Ec));
    }

    private async Task SetAsync(string rules) => Assert.Equal(200, (await RefererAsync("PUT", Whole(rules))).Status);

    /// <summary>A document of these rules, with what every one must have.</summary>
    private static string Whole(string rules)
    {
        var empty = rules.Contains("<AllowEmptyReferer>", StringComparison.Ordinal)
            ? ""
            : "<AllowEmptyReferer>true</AllowEmptyReferer>";
        var list = rules.Contains("<RefererList>", StringComparison.Ordinal) ? "" : "<RefererList/>";
        return $"<RefererConfiguration>{empty}{rules}{list}</RefererConfiguration>";
    }

    private Task<WireResponse> RefererAsync(string method, string? xml = null) =>
        Server.SendAsync(method, Bucket, query: [H("referer", "")], body: xml is null ? null : Utf8(xml));

    private static IEnumerable<string> ListOf(System.Xml.Linq.XElement rules, string list) =>
        rules.Element(list)!.Elements("Referer").Select(referer => referer.Value);
}
