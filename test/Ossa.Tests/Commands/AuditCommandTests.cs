using Ossa.Protocol.Signing;
using Ossa.Server.Audit;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Server;
using Xunit;

namespace Ossa.Tests.Commands;

public sealed class AuditCommandTests : CommandTest
{
    [Fact]
    public async Task It_shows_what_a_server_took_down_and_why_something_was_denied()
    {
        await PutAsync("k\n", [1]);
        await Server.SendRawAsync("GET", $"/{Bucket}/k%0A");
        var shown = await UntilAsync("bucket ACL private", "audit", "--bucket", Bucket);
        var rows = shown.TrimEnd().Split('\n');
        Assert.All(rows, row => Assert.True(row.Length <= 80, row));
        Assert.Contains(
            rows,
            row => row.Contains(" 200 PutObject        (owner)      test-bucket/k\\u000A", StringComparison.Ordinal)
        );
        var denied = (await DoAsync("audit", "--denied", "--status", "4xx")).Out;
        Assert.Contains(" 403 GetObject        -            test-bucket/k\\u000A", denied, StringComparison.Ordinal);
        Assert.DoesNotContain("PutObject", denied, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uses_of_a_signed_url_are_found_by_it()
    {
        await PutAsync("k", [1]);
        var url = $"http://{Server.Host}{Server.Presign("GET", Bucket, "k")}";
        await Server.SendRawAsync("GET", new Uri(url).PathAndQuery);
        await GetAsync("k");
        var shown = await UntilAsync("GetObject", "audit", "--url", url, "--json");
        Assert.Equal(
            SignatureFingerprint.OfUrl(url),
            AuditEntry.Read(Assert.Single(shown.TrimEnd().Split('\n')))!.Signature
        );
    }

    [Fact]
    public async Task A_link_is_named_and_what_refuses_it_is_told()
    {
        await PutAsync("k", [1]);
        var made = await DoAsync("link", "create", Address("k"), "--max-downloads", "1");
        var target = new Uri(made.Out.TrimEnd()).PathAndQuery;
        var id = (await DoAsync("link", "ls")).Out.Split(' ')[0];
        Assert.Equal(200, (await Server.SendRawAsync("GET", target)).Status);
        Assert.Equal(403, (await Server.SendRawAsync("GET", target)).Status);
        var shown = await UntilAsync("  The link is used up.\n", "audit", "--user", id);
        Assert.Contains($" 200 GetObject        {id[..11]}… test-bucket/k\n", shown, StringComparison.Ordinal);
        await DoAsync("link", "revoke", id);
        Assert.Equal(403, (await Server.SendRawAsync("GET", target)).Status);
        await UntilAsync("  The link was revoked by its owner.\n", "audit", "--denied", "--user", id);
    }

    [Fact]
    public async Task The_log_of_a_link_tells_the_file_who_got_it_and_why_somebody_was_refused()
    {
        await PutAsync("a\tb", [1, 2, 3]);
        var made = await DoAsync("link", "create", Address("a\tb"), "--max-downloads", "1");
        var target = new Uri(made.Out.TrimEnd()).PathAndQuery;
        var id = (await DoAsync("link", "ls")).Out.Split(' ')[0];
        await Server.SendRawAsync("GET", target, [H("User-Agent", "reader/1")]);
        await Server.SendRawAsync("GET", target);
        var shown = await UntilAsync("  The link is used up.\n", "link", "log", id);
        var rows = shown.Split('\n');
        Assert.EndsWith(" 200 GetObject 127.0.0.1 3 bytes a\\u0009b (reader/1)", rows[0], StringComparison.Ordinal);
        Assert.EndsWith(" bytes a\\u0009b", rows[1], StringComparison.Ordinal);
        Assert.Contains(" 403 GetObject 127.0.0.1 ", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_of_one_name_in_several_accounts_are_told_apart_by_the_account()
    {
        var stop = TestContext.Current.CancellationToken;
        var other = (await Server.Engine.Accounts.CreateAsync("other", "", stop)).Account.Id;
        foreach (var (account, key) in (ValueTuple<string, string>[])[(Server.Engine.AccountId, "one"), (other, "two")])
        {
            var identities = Server.Engine.IdentitiesOf(account);
            await identities.Users.CreateAsync("alice", stop);
            var made = await identities.Keys.CreateAsync("alice", stop);
            await Server.SendAsync("GET", Bucket, key, signer: new AccessKey(made.Key.Id, made.Secret));
        }

        var both = await UntilAsync("/two", "audit", "--user", "alice");
        Assert.Contains("/one", both, StringComparison.Ordinal);
        var theirs = (await DoAsync("audit", "--user", "alice", "--account", other)).Out;
        Assert.Contains("/two", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("/one", theirs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Denied_is_who_may_not_and_neither_what_is_missing_nor_what_has_no_room()
    {
        await using var small = await TestServer.StartAsync(limits: new() { MaxBucketBytes = 1 });
        await small.SendAsync("PUT", Bucket);
        var full = await small.SendAsync("PUT", Bucket, "large", body: [1, 2, 3]);
        AssertRefused(full, 403, "QuotaExceeded", full.Ec);
        await small.SendAsync("GET", Bucket, "missing");
        await small.SendAsync("GET", Bucket, "forged", signer: TestServer.Key with { Secret = "another" });
        await small.SendRawAsync("GET", $"/{Bucket}/unsigned");
        var shown = await UntilAsync("unsigned", "audit", "--endpoint", small.Url.ToString());
        Assert.Contains("/large\n", shown, StringComparison.Ordinal);
        Assert.Contains("/missing\n", shown, StringComparison.Ordinal);
        var denied = (await DoAsync("audit", "--denied", "--endpoint", small.Url.ToString())).Out;
        var rows = denied.TrimEnd().Split('\n').Where(line => !line.StartsWith(' '));
        Assert.Equal(["forged", "unsigned"], rows.Select(line => line[(line.LastIndexOf('/') + 1)..]));
    }

    [Fact]
    public async Task Whoever_looks_for_pages_that_there_are_not_is_taken_down()
    {
        Assert.Equal(404, (await Server.SendRawAsync("GET", "/-/wp-admin%0A?token=secret")).Status);
        Assert.Equal(405, (await Server.SendRawAsync("POST", "/-/health")).Status);
        var shown = await UntilAsync("405", "audit", "--status", "4xx");
        Assert.Contains(" 404 UnknownPage      -            -/wp-admin%0A\n", shown, StringComparison.Ordinal);
        Assert.Contains(" 405 UnknownPage      -            -/health\n", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", (await DoAsync("audit", "--json")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_shows_what_there_is_and_goes_on_with_what_comes_until_it_is_stopped()
    {
        await PutAsync("k", [1]);
        await UntilAsync("PutObject", "audit", "--key", "k");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var shown = new LineWriter();
        var following = NewRun().RunAsync(["audit", "--follow", "--json", "--key", "k"], shown, stop.Token);
        Assert.Equal("PutObject", AuditEntry.Read(await shown.NextAsync(stop.Token))!.Operation);
        await GetAsync("other");
        await GetAsync("k");
        Assert.Equal("GetObject", AuditEntry.Read(await shown.NextAsync(stop.Token))!.Operation);
        await Server.SendAsync("DELETE", Bucket, "k");
        Assert.Equal("DeleteObject", AuditEntry.Read(await shown.NextAsync(stop.Token))!.Operation);
        await stop.CancelAsync();
        await following;
    }

    [Fact]
    public async Task Follow_ends_with_the_server()
    {
        var server = await TestServer.StartAsync();
        await server.SendAsync("PUT", Bucket);
        await using var shown = new LineWriter();
        string[] args = ["audit", "--follow", "--json", "--endpoint", server.Url.ToString(), "--bucket", Bucket];
        var following = NewRun().RunAsync(args, shown, TestContext.Current.CancellationToken);
        Assert.Equal(
            "PutBucket",
            AuditEntry.Read(await shown.NextAsync(TestContext.Current.CancellationToken))!.Operation
        );
        await server.DisposeAsync();
        Assert.Equal(0, (await following).ExitCode);
    }

    [Fact]
    public async Task A_directory_is_read_without_a_server()
    {
        var folder = Directory.CreateDirectory(InFolder("data", "audit"));
        var entry = new AuditEntry
        {
            Time = Server.Time.GetUtcNow(),
            Operation = "GetObject",
            Bucket = "b",
            Status = 200,
        };
        var line = System.Text.Encoding.UTF8.GetString(entry.Write());
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "audit-20260301T120000000Z.jsonl"),
            $"{line}\nno entry\n{line[..9]}",
            TestContext.Current.CancellationToken
        );
        Assert.Equal($"{line}\n", (await DoAsync("audit", "--json", "--data", InFolder("data"))).Out);
        Assert.Equal("", (await DoAsync("audit", "--data", InFolder("data"), "--bucket", "another")).Out);
        Assert.Equal(1, (await RunAsync("audit", "--data", InFolder("nowhere"))).ExitCode);
    }

    [Theory]
    [InlineData("--status", "teapot")]
    [InlineData("--since", "yesterday")]
    [InlineData("--url", "http://host/b/k")]
    public async Task What_means_nothing_is_wrong_usage(string flag, string value) =>
        Assert.Equal(2, (await RunAsync("audit", flag, value)).ExitCode);

    /// <summary>An entry is made after its answer was sent, so it may take another look until it is there.</summary>
    private async Task<string> UntilAsync(string text, params string[] args)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var shown = (await DoAsync(args)).Out;
            if (shown.Contains(text, StringComparison.Ordinal))
            {
                return shown;
            }
        }
    }
}
