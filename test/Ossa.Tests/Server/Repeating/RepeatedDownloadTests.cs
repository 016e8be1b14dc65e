using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Ossa.Protocol.Signing;
using Ossa.Storage.Local;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Repeating;

/// <summary>
/// Whoever asks for a download by the words of an earlier one is let in like that one. To the byte, and whatever happens in between, the answer is
/// that to a request that never came before.
/// </summary>
public sealed class RepeatedDownloadTests : IAsyncLifetime
{
    private const string Bucket = "repeated-bucket";

    private readonly TemporaryDirectory _place = new();
    private TestServer _server = null!;
    private AccessKey _user = null!;
    private RepeatedDownload? _again;
    private RepeatedDownload? _denied;
    private int _unique;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            storage: await LocalEngine.OpenAsync(new() { Directory = _place.Path }, Cancel)
        );
        await AdminAsync("POST", "users", ("name", "alice"));
        var key = JsonDocument.Parse(await AdminAsync("POST", "keys", ("user", "alice"))).RootElement;
        _user = new(key.GetProperty("key").GetProperty("id").GetString()!, key.GetProperty("secret").GetString()!);
        await AdminAsync("POST", "policies", ("name", "read"), ("document", Allow("")));
        var soon = _server.Time.GetUtcNow().AddMinutes(30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        await AdminAsync(
            "POST",
            "policies",
            ("name", "read-soon"),
            ("document", Allow($$$""", "Condition": {"DateLessThan": {"acs:CurrentTime": "{{{soon}}}"}}"""))
        );
        await _server.Engine.Keyring.CreateAsync("mine", Cancel);
        await PutAllAsync("first");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Any_repeated_download_is_answered_like_one_that_never_came_before()
    {
        var events = Gen.Int[0, EventCount - 1];
        var downloads = Gen.Int[0, RepeatedDownload.Count - 1].Array[4];
        await Gen.Select(events, downloads).Array[8].SampleAsync(RunAsync, iter: 12, threads: 1);
        Assert.InRange(await RepeatedAsync(), 100, int.MaxValue);
    }

    [Fact]
    public async Task A_repeated_download_of_a_signed_url_does_not_walk_the_road_again()
    {
        // The first is the owner's of an object with a body.
        var download = RepeatedDownload.Of(_server, Bucket, _user, 0);
        var known = await LearnAsync(download);
        for (var i = 0; i < 3; i++)
        {
            Assert.StartsWith("200", await download.AskAsync(_server, unique: null), StringComparison.Ordinal);
        }

        Assert.Equal(known + 3, await RepeatedAsync());
    }

    [Fact]
    public async Task Urls_that_are_signed_anew_for_the_same_download_do_not_walk_the_road_either()
    {
        var download = RepeatedDownload.Of(_server, Bucket, _user, 0);
        var known = await LearnAsync(download);
        for (var i = 0; i < 5; i++)
        {
            var answer = await download.SignedAgain(100 + i).AskAsync(_server, unique: null);
            Assert.StartsWith("200", answer, StringComparison.Ordinal);
        }

        Assert.Equal(known + 5, await RepeatedAsync());
    }

    [Fact]
    public async Task A_url_that_is_like_a_known_one_gives_nothing_before_and_after_its_time_nor_without_the_key()
    {
        var download = RepeatedDownload.Of(_server, Bucket, _user, 0);
        var known = await LearnAsync(download);
        var now = _server.Time.GetUtcNow();
        string[] refused =
        [
            _server.Presign("GET", Bucket, "a/k", 60, at: now.AddSeconds(-61)),
            _server.Presign("GET", Bucket, "a/k", 60, at: now.AddMinutes(16)),
            _server.Presign("GET", Bucket, "a/k", 60, signer: TestServer.Key with { Secret = "?" }),
            download.Target.Replace("x-oss-expires=600", "x-oss-expires=601", StringComparison.Ordinal),
            download.Target.Replace("x-oss-expires=600", "x-oss-expires=604801", StringComparison.Ordinal),
            download.Target[..^64] + new string('0', 64),
        ];
        foreach (var target in refused)
        {
            var answer = await new RepeatedDownload(target, []).AskAsync(_server, unique: null);
            Assert.Matches("^40[03]", answer);
        }

        Assert.Equal(known, await RepeatedAsync());
        var inTime = _server.Presign("GET", Bucket, "a/k", 60, at: now.AddSeconds(-59));
        Assert.StartsWith(
            "200",
            await new RepeatedDownload(inTime, []).AskAsync(_server, null),
            StringComparison.Ordinal
        );
        Assert.Equal(known + 1, await RepeatedAsync());
    }

    [Fact]
    public async Task A_url_that_came_again_and_again_ends_while_those_that_are_like_it_go_on()
    {
        var first = RepeatedDownload.Of(_server, Bucket, _user, 0);
        var brief = first.SignedAgain(60);
        var known = await LearnAsync(first);
        foreach (var url in (RepeatedDownload[])[first, brief, brief, brief, brief, first, brief])
        {
            Assert.StartsWith("200", await url.AskAsync(_server, unique: null), StringComparison.Ordinal);
        }

        Assert.Equal(known + 7, await RepeatedAsync());
        _server.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.StartsWith("403", await brief.AskAsync(_server, unique: null), StringComparison.Ordinal);
        Assert.StartsWith("200", await first.AskAsync(_server, unique: null), StringComparison.Ordinal);
        var later = first.SignedAgain(60);
        Assert.StartsWith("200", await later.AskAsync(_server, unique: null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_looks_signed_is_answered_like_anything_else()
    {
        await DoAsync("PUT", "a/k", ("acl", ""), [new("x-oss-object-acl", "public-read")]);
        var signature = new string('a', 64);
        string[] queries =
        [
            $"a=?x-oss-date=20261127T000000Z&b=?x-oss-expires=60&c=?x-oss-signature={signature}",
            $"x-oss-meta=&?x-oss-date=20261127T000000Z&?x-oss-expires=60&?x-oss-signature={signature}",
        ];
        foreach (var query in queries)
        {
            for (var i = 0; i < 4; i++)
            {
                var answer = await new RepeatedDownload($"/{Bucket}/a/k?{query}", []).AskAsync(_server, unique: null);
                Assert.StartsWith("200", answer, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Of_urls_that_are_alike_only_that_is_refused_which_is_denied()
    {
        var download = RepeatedDownload.Of(_server, Bucket, _user, 0);
        var leaked = download.SignedAgain(700);
        await LearnAsync(download);
        Assert.StartsWith("200", await leaked.AskAsync(_server, unique: null), StringComparison.Ordinal);
        _again = leaked;
        await DenyAsync();
        var known = await LearnAsync(download);
        for (var i = 0; i < 4; i++)
        {
            Assert.StartsWith("200", await download.AskAsync(_server, unique: null), StringComparison.Ordinal);
            Assert.StartsWith("403", await leaked.AskAsync(_server, unique: null), StringComparison.Ordinal);
            var other = download.SignedAgain(800 + i);
            Assert.StartsWith("200", await other.AskAsync(_server, unique: null), StringComparison.Ordinal);
        }

        Assert.Equal(known + 8, await RepeatedAsync());
        await AllowAsync();
        Assert.StartsWith("200", await leaked.AskAsync(_server, unique: null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/k")]
    [InlineData("link")]
    [InlineData("large")]
    public async Task A_key_that_is_disabled_reads_nothing_from_the_next_request_on(string key)
    {
        await EncryptAsync();
        var download = new RepeatedDownload(_server.Presign("GET", Bucket, key), []);
        for (var i = 0; i < 5; i++)
        {
            Assert.StartsWith("200", await download.AskAsync(_server, unique: null), StringComparison.Ordinal);
        }

        await _server.Engine.Keyring.EnableAsync("mine", enabled: false, Cancel);
        var refused = await download.AskAsync(_server, unique: null);
        Assert.StartsWith("4", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString("secret"u8), refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_heads_and_answers_count_as_what_they_take_in_memory()
    {
        await using var server = await TestServer.StartAsync(
            options => options with { AnswerBytes = 2 * 5 * 1024 },
            await LocalEngine.OpenAsync(new() { Directory = Path.Combine(_place.Path, "small") }, Cancel)
        );
        await server.SendAsync("PUT", Bucket);
        await server.SendAsync("PUT", Bucket, "k", body: "body"u8.ToArray());
        var metadata = Enumerable
            .Range(0, 40)
            .Select(i => KeyValuePair.Create($"x-oss-meta-{i}", new string('v', 100)));
        await server.SendAsync("PUT", Bucket, "described", headers: [.. metadata], body: "body"u8.ToArray());
        var parameters = Enumerable.Range(0, 400).Select(_ => KeyValuePair.Create("parameter", ""));
        foreach (
            var target in new[]
            {
                server.Presign("GET", Bucket, "described"),
                server.Presign("GET", Bucket, "k", query: [.. parameters]),
            }
        )
        {
            await AskAsync(target);
            Assert.Equal(0, await RepeatedAsync(server));
        }

        await AskAsync(server.Presign("GET", Bucket, "k"));
        Assert.NotEqual(0, await RepeatedAsync(server));

        async Task AskAsync(string target)
        {
            for (var i = 0; i < 5; i++)
            {
                var answer = await new RepeatedDownload(target, []).AskAsync(server, unique: null);
                Assert.StartsWith("200", answer, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Of_more_downloads_in_turn_than_there_is_room_for_some_are_repeated()
    {
        await using var server = await TestServer.StartAsync(
            options => options with { AnswerBytes = 2 * 64 * 1024 },
            await LocalEngine.OpenAsync(new() { Directory = Path.Combine(_place.Path, "crowded") }, Cancel)
        );
        await server.SendAsync("PUT", Bucket);
        await server.SendAsync("PUT", Bucket, "k", body: "body"u8.ToArray());
        var targets = Enumerable
            .Range(0, 40)
            .Select(number => server.Presign("GET", Bucket, "k", query: [KeyValuePair.Create("number", $"{number}")]))
            .ToList();
        for (var round = 0; round < 20; round++)
        {
            foreach (var target in targets)
            {
                var answer = await new RepeatedDownload(target, []).AskAsync(server, unique: null);
                Assert.StartsWith("200", answer, StringComparison.Ordinal);
            }
        }

        Assert.InRange(await RepeatedAsync(server), 20, targets.Count * 18);
    }

    [Fact]
    public async Task The_largest_body_that_lies_with_its_record_is_repeated_once_it_is_read_all_the_time()
    {
        var before = await RepeatedAsync(_server);
        foreach (var fill in new[] { 'a', 'b' })
        {
            var body = Enumerable.Repeat((byte)fill, 64 * 1024).ToArray();
            await _server.SendAsync("PUT", Bucket, "large", body: body);
            var download = new RepeatedDownload(_server.Presign("GET", Bucket, "large"), []);
            for (var i = 0; i < 40; i++)
            {
                var answer = await download.AskAsync(_server, unique: null);
                Assert.StartsWith("200", answer, StringComparison.Ordinal);
                Assert.EndsWith(new string(fill, body.Length), answer, StringComparison.Ordinal);
            }

            Assert.True(await RepeatedAsync(_server) > before, "nothing was repeated");
            before = await RepeatedAsync(_server);
        }
    }

    [Fact]
    public async Task Nothing_is_repeated_where_no_memory_may_be_taken_for_it()
    {
        await using var server = await TestServer.StartAsync(
            options => options with { AnswerBytes = 0 },
            await LocalEngine.OpenAsync(new() { Directory = Path.Combine(_place.Path, "other") }, Cancel)
        );
        await server.SendAsync("PUT", Bucket);
        await server.SendAsync("PUT", Bucket, "a/k", body: "body"u8.ToArray());
        var download = RepeatedDownload.Of(server, Bucket, _user, 0);
        for (var i = 0; i < 5; i++)
        {
            Assert.StartsWith("200", await download.AskAsync(server, unique: null), StringComparison.Ordinal);
        }

        Assert.Equal(0, await RepeatedAsync(server));
    }

    private async Task RunAsync((int Event, int[] Downloads)[] steps)
    {
        // What was forbidden in the run before is allowed again, or after some of them hardly anything could be repeated.
        foreach (var allows in (int[])[8, 10, 12, 16, 24, 27, 0])
        {
            await HappenAsync(allows);
        }

        // URLs of this run, made before the clock goes on.
        var downloads = steps
            .SelectMany(step => step.Downloads)
            .Distinct()
            .ToDictionary(number => number, number => RepeatedDownload.Of(_server, Bucket, _user, number));
        foreach (var (happens, asked) in steps)
        {
            foreach (var number in asked)
            {
                await CompareAsync(downloads[number]);
            }

            await HappenAsync(happens);
            foreach (var number in asked)
            {
                await CompareAsync(downloads[number]);
            }
        }
    }

    private async Task CompareAsync(RepeatedDownload download)
    {
        await CompareAsync(download, times: 3);
        // URLs of which none came before, and one whose time was made longer by somebody without the key.
        var seconds = 1000 + (_unique % 1000);
        _again = download.SignedAgain(seconds);
        await CompareAsync(_again, times: 4);
        var longer = _again.Target.Replace($"xpires={seconds}", $"xpires={seconds + 1}", StringComparison.Ordinal);
        await CompareAsync(_again with { Target = longer }, times: 1);
        await CompareAsync(_denied ?? download, times: 1);
    }

    private async Task CompareAsync(RepeatedDownload download, int times)
    {
        var unique = (++_unique).ToString(CultureInfo.InvariantCulture);
        var expected = await download.AskAsync(_server, unique);
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(expected, await download.AskAsync(_server, unique: null));
        }
    }

    private const int EventCount = 29;

    private Task HappenAsync(int number) =>
        number switch
        {
            0 => PutAllAsync($"content {_unique}"),
            1 => DoAsync("DELETE", "a/k"),
            2 => DoAsync("PUT", "a/k", ("acl", ""), [new("x-oss-object-acl", "public-read")]),
            3 => DoAsync("PUT", "a/k", ("acl", ""), [new("x-oss-object-acl", "private")]),
            4 => DoAsync("PUT", null, ("acl", ""), [new("x-oss-acl", "public-read")]),
            5 => DoAsync("PUT", null, ("acl", ""), [new("x-oss-acl", "private")]),
            6 => DoAsync("PUT", null, ("policy", ""), body: DenyAll),
            7 => DoAsync("PUT", null, ("policy", ""), body: AllowLoopback),
            8 => DoAsync("DELETE", null, ("policy", "")),
            9 => DoAsync("PUT", null, ("publicAccessBlock", ""), body: Block),
            10 => DoAsync("DELETE", null, ("publicAccessBlock", "")),
            11 => DoAsync("PUT", "", ("publicAccessBlock", ""), body: Block),
            12 => DoAsync("DELETE", "", ("publicAccessBlock", "")),
            13 => DoAsync("PUT", null, ("versioning", ""), body: Versioning("Enabled")),
            14 => DoAsync("PUT", null, ("versioning", ""), body: Versioning("Suspended")),
            15 => DoAsync("PUT", null, ("referer", ""), body: Referer(false)),
            16 => DoAsync("PUT", null, ("referer", ""), body: Referer(true)),
            17 => DoAsync("PUT", null, ("cors", ""), body: Cors),
            18 => DoAsync("PUT", "a/k", ("tagging", ""), body: Tags),
            19 => AdminAsync("PUT", "users/policies", ("user", "alice"), ("policy", "read")),
            20 => AdminAsync("DELETE", "users/policies", ("user", "alice"), ("policy", "read")),
            21 => AdminAsync("PUT", "users/policies", ("user", "alice"), ("policy", "read-soon")),
            22 => AdminAsync(_unique % 2 == 0 ? "DELETE" : "PUT", "keys/enabled", ("id", _user.Id)),
            23 => EncryptAsync(),
            24 => DoAsync("DELETE", null, ("encryption", "")),
            26 => DenyAsync(),
            27 => AllowAsync(),
            25 => _server.Engine.Keyring.EnableAsync("mine", _unique % 2 == 0, Cancel).AsTask(),
            _ => PassAsync(),
        };

    /// <summary>Denies the URL that was signed last.</summary>
    private async Task DenyAsync()
    {
        if (SignatureFingerprint.OfUrl(_again?.Target ?? "") is { } fingerprint)
        {
            _denied = _again;
            await _server.Engine.DeniedUrls.DenyAsync(fingerprint, _server.Time.GetUtcNow().AddDays(1), Cancel);
        }
    }

    private async Task AllowAsync()
    {
        await foreach (var denied in _server.Engine.DeniedUrls.ListAsync(Cancel))
        {
            await _server.Engine.DeniedUrls.AllowAsync(denied.Fingerprint, Cancel);
        }
    }

    private Task PassAsync()
    {
        _server.Time.Advance(TimeSpan.FromMinutes(4));
        return Task.CompletedTask;
    }

    /// <summary>Encrypts all that is written from now on, by a key of its own.</summary>
    private async Task EncryptAsync()
    {
        await DoAsync("PUT", null, ("encryption", ""), body: Encryption);
        await PutAllAsync("secret");
    }

    private const string Encryption =
        "<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>KMS</SSEAlgorithm>"
        + "<KMSMasterKeyID>mine</KMSMasterKeyID></ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>";

    private const string Block =
        "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>";

    private const string Cors =
        "<CORSConfiguration><CORSRule><AllowedOrigin>https://page.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";

    private const string Tags = "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";

    private const string AllowLoopback =
        """{"Version":"1","Statement":[{"Effect":"Allow","Principal":["*"],"Action":["oss:GetObject"],"Resource":["acs:oss:*:*:repeated-bucket/*"],"Condition":{"IpAddress":{"acs:SourceIp":["127.0.0.0/8"]}}}]}""";

    private string DenyAll =>
        $$"""{"Version":"1","Statement":[{"Effect":"Deny","Principal":["*","{{_server.Engine.AccountId}}"],"Action":["oss:GetObject"],"Resource":["acs:oss:*:*:repeated-bucket/*"]}]}""";

    private static string Versioning(string status) =>
        $"<VersioningConfiguration><Status>{status}</Status></VersioningConfiguration>";

    private static string Referer(bool allowsNone) =>
        $"<RefererConfiguration><AllowEmptyReferer>{(allowsNone ? "true" : "false")}</AllowEmptyReferer>"
        + "<RefererList><Referer>https://page.example</Referer></RefererList></RefererConfiguration>";

    private static string Allow(string condition) =>
        $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:GetObject", "Resource": "*"{{condition}}}]}""";

    private async Task PutAllAsync(string text)
    {
        await DoAsync("PUT", null);
        await DoAsync("PUT", "a/k", body: text);
        await DoAsync("PUT", "empty");
        await DoAsync("PUT", "large", body: text + new string('l', 70_000));
        await DoAsync("PUT", "link", ("symlink", ""), [new("x-oss-symlink-target", "a%2Fk")]);
    }

    /// <summary>Does something to an object, to the bucket (null), or to all of the account (an empty key).</summary>
    private Task<WireResponse> DoAsync(
        string method,
        string? key,
        (string Name, string Value)? parameter = null,
        KeyValuePair<string, string>[]? headers = null,
        string body = ""
    ) =>
        _server.SendAsync(
            method,
            key is "" ? null : Bucket,
            key is "" ? null : key,
            parameter is { } given ? [new(given.Name, given.Value)] : [],
            headers,
            Encoding.UTF8.GetBytes(body)
        );

    private async Task<string> AdminAsync(string method, string path, params (string Name, string Value)[] query) =>
        (
            await _server.SendAsync(
                method,
                "-",
                "admin/v1/" + path,
                [.. query.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))]
            )
        ).Text;

    /// <summary>
    /// Asks until the answer is known: it is kept once the connection on which it was given is read again. Tells how many answers were repeated.
    /// </summary>
    private async Task<int> LearnAsync(RepeatedDownload download)
    {
        var before = await RepeatedAsync();
        for (var i = 0; i < 20; i++)
        {
            Assert.StartsWith("200", await download.AskAsync(_server, unique: null), StringComparison.Ordinal);
            if (await RepeatedAsync() is var repeated && repeated > before)
            {
                return repeated;
            }
        }

        throw new InvalidOperationException("It is never repeated.");
    }

    private Task<int> RepeatedAsync(TestServer? server = null) =>
        (server ?? _server).FigureAsync("ossa_http_answers_repeated_total");
}
