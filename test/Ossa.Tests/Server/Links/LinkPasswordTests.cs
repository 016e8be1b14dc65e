using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ossa.Protocol.Access;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Sharing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>Links with a password: they have a page only, and it tells nothing before the password.</summary>
public sealed partial class LinkPasswordTests : LinkTest
{
    private const string Password = "correct & höher+staple";

    private static readonly string Hash = PasswordHash
        .Of(Password, RandomNumberGenerator.GetBytes(PasswordHash.SaltBytes), PasswordHash.MinIterations)
        .ToString();

    [Fact]
    public async Task It_has_no_url_and_its_page_tells_nothing_before_the_password()
    {
        var made = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        Assert.True(made is { Url: null, HasPassword: true });
        Assert.True((await ShowAsync(made)) is { Url: null, HasPassword: true });
        var page = await OpenAsync(made);
        Assert.Equal(200, page.Status);
        Assert.Contains(
            """<input id="password" name="password" type="password" required""",
            page.Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(".txt", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("x-oss-signature", page.Text, StringComparison.Ordinal);
        // Browsers say where a form comes from only under this policy; other origins are told nothing by it either.
        Assert.Equal("same-origin", page["Referrer-Policy"]);
    }

    [Fact]
    public async Task What_is_kept_of_it_comes_in_a_header_that_is_signed_and_never_in_an_address()
    {
        var query = Usual(H("password-hash", Hash)).ToArray();
        AssertRefused(await AskAsync("POST", AdminApi.Links, query), 400, "InvalidArgument", null);
        AssertRefused(
            await AskAsync("POST", AdminApi.Links, [.. Usual(H(AdminApi.PasswordHash, "none"))]),
            400,
            "InvalidArgument",
            null
        );
        var target = $"{AdminApi.Root}{AdminApi.Links}?{UriEncoding.EncodeQuery([.. Usual()])}";
        var signed = SignatureV4.Authorize(
            TestServer.Key,
            "cn-hangzhou",
            CredentialScope.OssProduct,
            Server.Time.GetUtcNow(),
            new SignableRequest("POST", "-", AdminApi.Root["/-/".Length..] + AdminApi.Links, [.. Usual()], [])
        );
        var added = await Server.SendRawAsync("POST", target, [.. signed, H(AdminApi.PasswordHash, Hash)]);
        AssertRefused(added, 403, "SignatureDoesNotMatch", added.Ec);
        Assert.Equal(200, (await Server.SendRawAsync("POST", target, [.. signed])).Status);
    }

    [Fact]
    public async Task The_password_opens_the_page_with_a_url_that_holds_for_an_hour()
    {
        var made = await MakeAsync(H(AdminApi.PasswordHash, Hash), H(AdminApi.Validity, "30d"));
        var page = await SendAsync(made, Password);
        Assert.Equal((200, "no-referrer", "no-store"), (page.Status, page["Referrer-Policy"], page["Cache-Control"]));
        var target = WebUtility.HtmlDecode(DownloadLink().Match(page.Text).Groups["href"].Value);
        Assert.Equal(Content, (await Server.SendRawAsync("GET", target)).Body);
        Server.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        AssertRefused(await Server.SendRawAsync("GET", target), 403, "AccessDenied", "0002-00000236");
        Assert.Equal(200, (await SendAsync(made, Password)).Status);
        await RevokeAsync(made);
        Assert.Equal(403, (await SendAsync(made, Password)).Status);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_to_a_person_with_the_form_and_to_a_program_with_a_document()
    {
        var made = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        var shown = await SendAsync(made, "wrong password");
        Assert.Equal(403, shown.Status);
        Assert.Contains("That is not the password.", shown.Text, StringComparison.Ordinal);
        Assert.Contains("<form method=\"post\">", shown.Text, StringComparison.Ordinal);
        var told = await SendAsync(made, "", accept: "*/*");
        AssertRefused(told, 403, "AccessDenied", null);
        Assert.Equal("The password of the link is wrong.", told.Element("Message"));
    }

    [Fact]
    public async Task Passwords_can_be_guessed_ten_times_in_ten_minutes_and_not_the_right_one_after_that()
    {
        var made = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        Assert.Equal(200, (await SendAsync(made, Password)).Status);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, PasswordGate.MostForLink + 5).Select(_ => SendAsync(made, "a guess"))
        );
        Assert.Equal(PasswordGate.MostForLink, answers.Count(answer => answer.Status == 403));
        var refused = await SendAsync(made, Password);
        Assert.Equal((429, "600"), (refused.Status, refused["Retry-After"]));
        Assert.Contains("too many wrong passwords", refused.Text, StringComparison.Ordinal);
        var other = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        Assert.Equal(200, (await SendAsync(other, Password)).Status);
        Server.Time.Advance(PasswordGate.Window);
        Assert.Equal(200, (await SendAsync(made, Password)).Status);
    }

    [Fact]
    public async Task An_address_can_guess_thirty_times_at_all_links_together()
    {
        for (var i = 0; i < PasswordGate.MostFromAddress / PasswordGate.MostForLink; i++)
        {
            var made = await MakeAsync(H(AdminApi.PasswordHash, Hash));
            await Task.WhenAll(Enumerable.Range(0, PasswordGate.MostForLink).Select(_ => SendAsync(made, "a guess")));
        }

        var another = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        Assert.Equal(429, (await SendAsync(another, Password)).Status);
    }

    [Fact]
    public async Task Many_who_know_the_password_may_come_at_once()
    {
        var made = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 2 * PasswordGate.MostForLink).Select(_ => SendAsync(made, Password))
        );
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task No_more_wait_to_be_tried_than_there_may_be()
    {
        var made = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4 * PasswordGate.MostWaiting).Select(_ => SendAsync(made, Password, accept: "*/*"))
        );
        var refused = answers.Where(answer => answer.Status != 200).ToList();
        Assert.All(refused, answer => AssertRefused(answer, 503, "ActiveRequestLimitExceeded", null));
        Assert.All(refused, answer => Assert.Equal("5", answer["Retry-After"]));
        Assert.InRange(refused.Count, 1, 3 * PasswordGate.MostWaiting);
    }

    [Fact]
    public async Task What_a_link_refuses_to_try_does_not_count_for_the_address()
    {
        var made = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        for (var attempt = 0; attempt < PasswordGate.MostFromAddress + 5; attempt++)
        {
            var answer = await SendAsync(made, "a guess");
            Assert.Equal(attempt < PasswordGate.MostForLink ? 403 : 429, answer.Status);
        }

        var another = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        Assert.Equal(200, (await SendAsync(another, Password)).Status);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("null", null)]
    [InlineData("http://evil.example", null)]
    [InlineData("http://127.0.0.1", null)]
    [InlineData("OWN", "cross-site")]
    [InlineData("OWN", "same-site")]
    public async Task A_form_from_elsewhere_is_refused(string? origin, string? site)
    {
        var made = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        var answer = await SendAsync(made, Password, origin, site, accept: "*/*");
        AssertRefused(answer, 403, "AccessDenied", null);
    }

    [Fact]
    public async Task A_ticket_opens_the_page_of_its_link_for_an_hour_and_no_other()
    {
        var made = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        var other = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        var cookie = (await SendAsync(made, Password))["Set-Cookie"]!;
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains($"; path={made.Page!.AbsolutePath}", cookie, StringComparison.Ordinal);
        var ticket = cookie.Split(';')[0];
        Assert.Contains(".txt", (await OpenAsync(made, H("Cookie", ticket))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(".txt", (await OpenAsync(other, H("Cookie", ticket))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            ".txt",
            (await OpenAsync(made, H("Cookie", "ossa-share=9" + ticket[11..]))).Text,
            StringComparison.Ordinal
        );
        Server.Time.Advance(TimeSpan.FromHours(1));
        Assert.DoesNotContain(".txt", (await OpenAsync(made, H("Cookie", ticket))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_small_and_only_for_links_with_a_password()
    {
        var made = await MakeAsync(H(AdminApi.PasswordHash, Hash));
        Assert.Equal(400, (await SendAsync(made, new string('a', 5000), accept: "*/*")).Status);
        var open = await MakeAsync();
        Assert.Equal(405, (await SendAsync(open, Password, accept: "*/*")).Status);
        Assert.Equal(405, (await Server.SendRawAsync("PUT", open.Page!.PathAndQuery)).Status);
    }

    [Theory]
    [InlineData("plain text")]
    [InlineData("pbkdf2-sha256$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("pbkdf2-sha256$900000000$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("md5$600000$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("pbkdf2-sha256$600000$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task What_is_no_strong_hash_is_refused(string hash) =>
        Assert.Equal(400, (await AskAsync("POST", AdminApi.Links, [.. Usual(H(AdminApi.PasswordHash, hash))])).Status);

    private Task<WireResponse> SendAsync(
        LinkAnswer link,
        string password,
        string? origin = "OWN",
        string? site = null,
        string accept = "text/html"
    )
    {
        var headers = new List<KeyValuePair<string, string>>
        {
            H("Accept", accept),
            H("Content-Type", "application/x-www-form-urlencoded"),
        };
        if (origin is not null)
        {
            headers.Add(H("Origin", origin == "OWN" ? $"http://{Server.Host}" : origin));
        }

        if (site is not null)
        {
            headers.Add(H("Sec-Fetch-Site", site));
        }

        var form = Utf8(
            "password=" + UriEncoding.EncodeComponent(password).Replace("%20", "+", StringComparison.Ordinal)
        );
        return Server.SendRawAsync("POST", link.Page!.PathAndQuery, headers, form);
    }

    [GeneratedRegex("""data-part="download" href="(?<href>[^"]*)" """)]
    private static partial Regex DownloadLink();
}
