using System.Text.Json;
using Ossa.Engine.Identity;
using Ossa.Protocol.Signing;
using Ossa.Server.Identity;
using Ossa.Server.WebConsole;
using Ossa.Tests.Server.Road;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.WebConsole;

/// <summary>Sessions of the console over the wire: how they begin, whom they are good for, and how they end.</summary>
public sealed class ConsoleSessionTests : ConsoleTest
{
    private static readonly AccessKey Wrong = TestServer.Key with { Secret = "not the secret" };

    [Fact]
    public async Task The_secret_opens_a_session_whose_cookie_no_script_and_no_other_site_can_use()
    {
        var answer = await TrySignInAsync(TestServer.Key);
        Assert.Equal(200, answer.Status);
        var parts = answer["Set-Cookie"]!.Split("; ");
        Assert.Matches("^ossa-console=[0-9a-f]{64}$", parts[0]);
        Assert.Equal(
            ["httponly", "path=/-/console", "samesite=strict"],
            parts[1..].Select(part => part.ToLowerInvariant()).Order()
        );
        Assert.Equal("no-store", answer["Cache-Control"]);
        Assert.DoesNotContain(TestServer.Key.Secret, answer.Text, StringComparison.Ordinal);
        var told = JsonSerializer.Deserialize(answer.Body, ConsoleJson.Default.SignedIn)!;
        Assert.Equal((TestServer.Key.Id, true), (told.AccessKeyId, told.IsOwner));
        Assert.Equal(200, (await AskAsync("GET", SessionPath, H("Cookie", parts[0]))).Status);
    }

    [Fact]
    public async Task Over_tls_the_cookie_goes_over_tls_only()
    {
        await using var server = await TestServer.StartAsync(options =>
            options with
            {
                TrustedProxies = [Ossa.Protocol.Access.AddressRange.TryParse("127.0.0.1")!],
            }
        );
        var answer = await server.SendRawAsync(
            "POST",
            SessionPath,
            [Mark, H("Host", "oss.test"), H("Origin", "https://oss.test"), .. Forwarded("https")],
            Form(TestServer.Key.Id, TestServer.Key.Secret)
        );
        Assert.Equal(200, answer.Status);
        var parts = answer["Set-Cookie"]!.Split("; ");
        Assert.Matches("^__Host-ossa-console=[0-9a-f]{64}$", parts[0]);
        Assert.Equal(
            ["httponly", "path=/", "samesite=strict", "secure"],
            parts[1..].Select(part => part.ToLowerInvariant()).Order()
        );
        // What a page without the prefix could have set counts for nothing.
        var planted = $"ossa-console={parts[0].Split('=')[1]}";
        Assert.Equal(204, await StatusAsync(planted));
        Assert.Equal(200, await StatusAsync($"{planted}; {parts[0]}"));
        var plain = await server.SendRawAsync(
            "POST",
            SessionPath,
            [Mark, H("Host", "oss.test"), H("Origin", "http://oss.test"), .. Forwarded("http")],
            Form(TestServer.Key.Id, TestServer.Key.Secret)
        );
        AssertRefused(plain, 403, "ConsoleNeedsTls", null);
        Assert.Null(plain["Set-Cookie"]);

        async Task<int> StatusAsync(string cookies) =>
            (
                await server.SendRawAsync(
                    "GET",
                    SessionPath,
                    [Mark, H("Host", "oss.test"), H("Cookie", cookies), .. Forwarded("https")]
                )
            ).Status;
    }

    /// <summary>A proxy that speaks plain http to strangers may name this machine as the host and hide that it stands between.</summary>
    [Theory]
    [InlineData("http://oss.test")]
    [InlineData("http://203.0.113.7:9000")]
    [InlineData("http://localhost.example.com")]
    public async Task Over_plain_http_a_secret_is_heard_only_where_the_browser_says_that_the_machine_is_its_own(
        string address
    )
    {
        await using var server = await TestServer.StartAsync(options => options with { PublicUrl = new Uri(address) });
        foreach (var host in new[] { "127.0.0.1:9000", "localhost", new Uri(address).Authority })
        {
            AssertRefused(await AttemptAsync(host, address), 403, "ConsoleNeedsTls", null);
        }

        foreach (var host in new[] { "localhost:9000", "127.0.0.1", "[::1]:9000" })
        {
            Assert.Equal(200, (await AttemptAsync(host, $"http://{host}")).Status);
        }

        Task<WireResponse> AttemptAsync(string host, string origin) =>
            server.SendRawAsync(
                "POST",
                SessionPath,
                [Mark, H("Host", host), H("Origin", origin)],
                Form(TestServer.Key.Id, TestServer.Key.Secret)
            );
    }

    private async Task<AccessKey> BeginRoleSessionAsync(TimeSpan lasts)
    {
        var trust =
            $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": {"RAM": "acs:ram::{{Server.Engine.AccountId}}:root"}, "Action": "sts:AssumeRole"}]}""";
        var identities = Server.Engine.Identities;
        var cancel = TestContext.Current.CancellationToken;
        var role = await identities.Roles.CreateAsync("reader", trust, "", 3600, cancel);
        var begun = await identities.Sessions.BeginAsync(role, "s", Server.Time.GetUtcNow() + lasts, "", cancel);
        return new AccessKey(begun.Session.AccessKeyId, begun.Session.Secret, begun.Token);
    }

    private static KeyValuePair<string, string>[] Forwarded(string scheme) =>
        [H("X-Forwarded-For", "203.0.113.7"), H("X-Forwarded-Proto", scheme)];

    [Fact]
    public async Task A_wrong_secret_an_unknown_key_and_the_key_of_a_link_are_refused_alike()
    {
        var link = await Server.Engine.Links.CreateAsync(
            new Ossa.Engine.Links.LinkRequest(Bucket, "k", Server.Time.GetUtcNow().AddDays(1)),
            TestContext.Current.CancellationToken
        );
        var ofLink = await Server.Engine.Links.OpenKeyAsync(link, TestContext.Current.CancellationToken);
        var user = await MakeUserAsync("ana");
        await Server.Engine.Identities.Keys.ActivateAsync(user.Id, false, TestContext.Current.CancellationToken);
        foreach (var key in new[] { Wrong, new AccessKey("OSSAnobody", "x"), ofLink, user, new AccessKey("", "") })
        {
            var answer = await TrySignInAsync(key);
            AssertRefused(answer, 403, "AccessDenied", null);
            Assert.Equal(
                "The access key id or its secret is wrong, or the key may not sign in.",
                answer.Element("Message")
            );
            Assert.Null(answer["Set-Cookie"]);
        }
    }

    [Fact]
    public async Task What_is_not_the_form_is_refused()
    {
        foreach (
            var body in new[]
            {
                "",
                "null",
                "[]",
                "{\"accessKeyId\":\"a\"}",
                "{\"accessKeyId\":null,\"accessKeySecret\":\"b\"}",
            }
        )
        {
            AssertRefused(
                await Server.SendRawAsync("POST", SessionPath, [Mark, Origin], Utf8(body)),
                400,
                "InvalidArgument",
                null
            );
        }

        var large = await Server.SendRawAsync("POST", SessionPath, [Mark, Origin], new byte[20_000]);
        AssertRefused(large, 400, "EntityTooLarge", large.Ec);
    }

    [Fact]
    public async Task Temporary_credentials_sign_in_with_their_token_and_until_they_end()
    {
        var lasts = TimeSpan.FromMinutes(20);
        var key = await BeginRoleSessionAsync(lasts);
        AssertRefused(await TrySignInAsync(key with { SecurityToken = null }), 403, "AccessDenied", null);
        var cookie = await SignInAsync(key);
        Assert.Equal(200, (await AskAsync("GET", SessionPath, cookie)).Status);
        Server.Time.Advance(lasts);
        AssertRefused(await AskAsync("GET", SessionPath, cookie), 401, "ConsoleSessionEnded", null);
    }

    [Fact]
    public async Task Wrong_secrets_of_one_key_from_one_address_are_few_and_right_ones_do_not_count()
    {
        for (var i = 0; i < ConsoleSignIn.MostForKey * 2; i++)
        {
            await SignInAsync();
        }

        for (var i = 0; i < ConsoleSignIn.MostForKey; i++)
        {
            Assert.Equal(403, (await TrySignInAsync(Wrong)).Status);
        }

        var late = await TrySignInAsync(TestServer.Key);
        AssertRefused(late, 429, "TooManyRequests", null);
        Assert.InRange(int.Parse(late["Retry-After"]!, null), 1, (int)ConsoleSignIn.Window.TotalSeconds);
        Server.Time.Advance(ConsoleSignIn.Window);
        await SignInAsync();
    }

    [Fact]
    public async Task Nobody_locks_another_out_by_wrong_secrets()
    {
        await using var server = await TestServer.StartAsync(options =>
            options with
            {
                TrustedProxies = [Ossa.Protocol.Access.AddressRange.TryParse("127.0.0.1")!],
            }
        );
        for (var i = 0; i <= ConsoleSignIn.MostForKey; i++)
        {
            var status = (await AttemptAsync("203.0.113.7", "not the secret")).Status;
            Assert.Equal(i < ConsoleSignIn.MostForKey ? 403 : 429, status);
        }

        Assert.Equal(429, (await AttemptAsync("203.0.113.7", TestServer.Key.Secret)).Status);
        Assert.Equal(200, (await AttemptAsync("203.0.113.8", TestServer.Key.Secret)).Status);

        Task<WireResponse> AttemptAsync(string address, string secret) =>
            server.SendRawAsync(
                "POST",
                SessionPath,
                [
                    Mark,
                    H("Host", "oss.test"),
                    H("Origin", "https://oss.test"),
                    H("X-Forwarded-For", address),
                    H("X-Forwarded-Proto", "https"),
                ],
                Form(TestServer.Key.Id, secret)
            );
    }

    [Fact]
    public async Task Wrong_secrets_that_come_together_are_no_more_than_may_be()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => TrySignInAsync(Wrong)));
        Assert.Equal(ConsoleSignIn.MostForKey, answers.Count(answer => answer.Status == 403));
        Assert.Equal(25 - ConsoleSignIn.MostForKey, answers.Count(answer => answer.Status == 429));
    }

    [Fact]
    public async Task Wrong_secrets_from_one_address_are_few_whatever_the_key()
    {
        for (var i = 0; i < ConsoleSignIn.MostFromAddress; i++)
        {
            Assert.Equal(403, (await TrySignInAsync(new AccessKey($"OSSAguess{i}", "x"))).Status);
        }

        AssertRefused(await TrySignInAsync(TestServer.Key), 429, "TooManyRequests", null);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_left_alone_and_after_half_a_day_in_any_case()
    {
        var cookie = await SignInAsync();
        for (
            var used = TimeSpan.Zero;
            used < ConsoleSession.Longest - ConsoleSession.Idle;
            used += ConsoleSession.Idle / 2
        )
        {
            Assert.Equal(200, (await AskAsync("GET", SessionPath, cookie)).Status);
            Server.Time.Advance(ConsoleSession.Idle / 2);
        }

        Assert.Equal(200, (await AskAsync("GET", SessionPath, cookie)).Status);
        Server.Time.Advance(ConsoleSession.Idle / 2);
        Assert.Equal(200, (await AskAsync("GET", SessionPath, cookie)).Status);
        Server.Time.Advance(ConsoleSession.Idle / 2);
        AssertRefused(await AskAsync("GET", SessionPath, cookie), 401, "ConsoleSessionEnded", null);

        var idle = await SignInAsync();
        Server.Time.Advance(ConsoleSession.Idle);
        AssertRefused(await AskAsync("GET", SessionPath, idle), 401, "ConsoleSessionEnded", null);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_whoever_has_the_cookie()
    {
        var cookie = await SignInAsync();
        var other = await SignInAsync();
        var answer = await AskAsync("DELETE", SessionPath, cookie);
        Assert.Equal(204, answer.Status);
        Assert.StartsWith(
            "ossa-console=; expires=Thu, 01 Jan 1970",
            answer["Set-Cookie"],
            StringComparison.OrdinalIgnoreCase
        );
        AssertRefused(await AskAsync("GET", SessionPath, cookie), 401, "ConsoleSessionEnded", null);
        Assert.Equal(200, (await AskAsync("GET", SessionPath, other)).Status);
        Assert.Equal(204, (await Server.SendRawAsync("GET", SessionPath, [Mark])).Status);
    }

    [Fact]
    public async Task A_key_that_is_disabled_or_deleted_ends_its_sessions_with_the_next_request()
    {
        var keys = Server.Engine.Identities.Keys;
        var cancel = TestContext.Current.CancellationToken;
        var (ana, ben) = (await MakeUserAsync("ana"), await MakeUserAsync("ben"));
        var (first, second) = (await SignInAsync(ana), await SignInAsync(ben));
        Assert.Equal(200, (await AskAsync("GET", "/-/console/api/oss/", first)).Status);
        await keys.ActivateAsync(ana.Id, false, cancel);
        AssertRefused(await AskAsync("GET", "/-/console/api/oss/", first), 401, "ConsoleSessionEnded", null);
        await keys.ActivateAsync(ana.Id, true, cancel);
        AssertRefused(await AskAsync("GET", "/-/console/api/oss/", first), 401, "ConsoleSessionEnded", null);
        await keys.DeleteAsync(ben.Id, cancel);
        AssertRefused(await AskAsync("GET", "/-/console/api/oss/", second), 401, "ConsoleSessionEnded", null);
    }

    [Fact]
    public async Task Two_cookies_are_refused_since_another_host_may_have_set_one()
    {
        var (mine, others) = (await SignInAsync(), await SignInAsync());
        var both = H("Cookie", $"{others.Value}; {mine.Value}");
        AssertRefused(await AskAsync("GET", SessionPath, both), 401, "ConsoleSessionAmbiguous", null);
    }

    [Fact]
    public void Sessions_are_so_many_and_nobody_pushes_out_others_who_have_fewer()
    {
        var sessions = new ConsoleSessions(TimeProvider.System);
        var ofOwner = sessions.Begin(new Caller("owner's key", "owner"), null);
        var ofAna = Enumerable
            .Range(0, ConsoleSessions.MostOfPrincipal + 1)
            .Select(number => sessions.Begin(UserOf("other", "ana", $"key {number}"), null))
            .ToList();
        Assert.Null(sessions.Use(ofAna[0]));
        Assert.All(ofAna.Skip(1), name => Assert.NotNull(sessions.Use(name)));
        var ofMany = Enumerable
            .Range(0, ConsoleSessions.Most)
            .Select(number => sessions.Begin(UserOf("other", $"user {number}", $"key of {number}"), null))
            .ToList();

        Assert.NotNull(sessions.Use(ofOwner));
        var left = ofAna.Concat(ofMany).Count(name => sessions.Use(name) is not null);
        Assert.Equal(ConsoleSessions.Most - 1, left);
        Assert.NotNull(sessions.Use(ofMany[^1]));
        Assert.Null(sessions.Use("made up"));
    }

    private static Caller UserOf(string account, string user, string key) =>
        new(key, account, new KnownUser(new User(user, user, DateTimeOffset.UnixEpoch), []));

    [Fact]
    public async Task Logs_tell_who_signed_in_and_out_and_never_a_secret_or_a_cookie()
    {
        var log = new RecordedLog();
        await using var server = await TestServer.StartAsync(log: log);
        KeyValuePair<string, string>[] headers = [Mark, H("Origin", $"http://{server.Host}")];
        var answer = await SendAsync("POST", headers, Form(TestServer.Key.Id, TestServer.Key.Secret));
        var cookie = answer["Set-Cookie"]!.Split(';')[0];
        await SendAsync("POST", headers, Form(TestServer.Key.Id, "another-secret"));
        await SendAsync("DELETE", [.. headers, H("Cookie", cookie)], null);
        Assert.Contains(
            log.Lines,
            line => line.Contains($"{TestServer.Key.Id} 127.0.0.1 ConsoleSignIn", StringComparison.Ordinal)
        );
        Assert.Contains(
            log.Lines,
            line =>
                line.Contains("- 127.0.0.1 ConsoleSignIn - console/session 403", StringComparison.Ordinal)
                || line.Contains("ConsoleSignIn - console/session 403 AccessDenied", StringComparison.Ordinal)
        );
        Assert.Contains(log.Lines, line => line.Contains("ConsoleSignOut", StringComparison.Ordinal));
        foreach (var secret in new[] { TestServer.Key.Secret, "another-secret", cookie.Split('=')[1] })
        {
            Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }

        // An answer may arrive before its line is written.
        async Task<WireResponse> SendAsync(string method, KeyValuePair<string, string>[] all, byte[]? body)
        {
            var sent = await server.SendRawAsync(method, SessionPath, all, body);
            await log.WaitForAsync(sent["x-oss-request-id"]!, TestContext.Current.CancellationToken);
            return sent;
        }
    }
}
