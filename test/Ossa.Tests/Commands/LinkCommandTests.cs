using Ossa.Engine.Links;
using Ossa.Storage;
using Ossa.Storage.InMemory;
using Ossa.Tests.Server;
using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>Links from the command line.</summary>
public sealed class LinkCommandTests : CommandTest
{
    [Fact]
    public async Task A_link_is_made_looked_at_moved_and_taken_back()
    {
        await PutAsync("a.txt");
        var made = await DoAsync(
            "link",
            "create",
            Address("a.txt"),
            "--max-downloads",
            "2",
            "--max-bytes",
            "1M",
            "--rate",
            "64K",
            "--from",
            "127.0.0.1",
            "--name",
            "for Ann",
            "--download-name",
            "b.txt"
        );
        Assert.Equal(200, await FetchAsync(made.Out));
        var line = Assert.Single(Lines((await DoAsync("link", "ls")).Out));
        Assert.EndsWith($" {Address("a.txt")} (for Ann)", line, StringComparison.Ordinal);
        var id = line.Split(' ')[0];
        var shown = await DoAsync("link", "show", id);
        Assert.Equal("", shown.Error);
        Assert.Contains("1 of 2 downloads, 3 B of 1.0 MiB\n", shown.Out, StringComparison.Ordinal);
        Assert.Contains("at most 64.0 KiB a second\n", shown.Out, StringComparison.Ordinal);
        var extended = await DoAsync("link", "extend", id, "--expires", "30d");
        Assert.Equal(200, await FetchAsync(extended.Out));
        var revoked = await DoAsync("link", "revoke", id);
        Assert.Equal("", revoked.Out);
        Assert.Contains(" revoked ", revoked.Error, StringComparison.Ordinal);
        Assert.Equal(403, await FetchAsync(Lines(shown.Out)[0]));
        AssertFailed(await RunAsync("link", "extend", id), 1, "revoked by its owner");
        AssertFailed(await RunAsync("link", "extend", id, "--expires", "400d"), 1, "--expires must be ahead");
    }

    [Fact]
    public async Task A_password_comes_from_a_file_or_the_environment_and_the_page_is_shown_instead_of_a_url()
    {
        await PutAsync("a.txt");
        var file = Path.Combine(Folder, "password");
        await File.WriteAllTextAsync(file, "correct horse\nsecond line\n", TestContext.Current.CancellationToken);
        var made = await DoAsync("link", "create", Address("a.txt"), "--password-file", file);
        Assert.Contains("/-/s/LNK", made.Out, StringComparison.Ordinal);
        Assert.Contains("  with a password", made.Error, StringComparison.Ordinal);
        var link = await Server
            .Engine.Links.ListAsync(TestContext.Current.CancellationToken)
            .SingleAsync(TestContext.Current.CancellationToken);
        Assert.True(link.AcceptsPassword("correct horse"));
        AssertFailed(await RunAsync("link", "create", Address("a.txt"), "--password"), 2, "OSSA_LINK_PASSWORD");
        await File.WriteAllTextAsync(file, "short", TestContext.Current.CancellationToken);
        AssertFailed(await RunAsync("link", "create", Address("a.txt"), "--password-file", file), 2, "6 to 128");
        AssertFailed(
            await RunAsync("link", "create", Address("a.txt"), "--password-file", file + "x"),
            1,
            "cannot be read"
        );
    }

    [Fact]
    public async Task A_link_to_upload_by_is_made_and_shows_how_it_is_used()
    {
        var one = await DoAsync("link", "create", Address("new.pdf"), "--upload", "--max-size", "1M", "--overwrite");
        Assert.Contains($"  curl -T FILE \"{one.Out.TrimEnd()}\"", one.Error, StringComparison.Ordinal);
        Assert.Contains("0 files, 0 B", one.Error, StringComparison.Ordinal);
        Assert.Contains("files of at most 1.0 MiB", one.Error, StringComparison.Ordinal);
        Assert.Contains("files may replace objects", one.Error, StringComparison.Ordinal);
        var put = await Server.SendRawAsync("PUT", new Uri(one.Out.TrimEnd()).PathAndQuery, body: [1, 2]);
        Assert.Equal(200, put.Status);
        string[] many =
        [
            "link",
            "create",
            Address("inbox/"),
            "--upload",
            "--max-files",
            "3",
            "--types",
            "image/*,text/plain",
        ];
        var made = await DoAsync(many);
        Assert.Contains($"  curl -T FILE \"{made.Out.TrimEnd()}/\"", made.Error, StringComparison.Ordinal);
        Assert.Contains("0 of 3 files, 0 B", made.Error, StringComparison.Ordinal);
        Assert.Contains("files of image/*, text/plain", made.Error, StringComparison.Ordinal);
        AssertFailed(await RunAsync([.. many, "--folder"]), 2, "either --folder or --upload");
        AssertFailed(await RunAsync("link", "create", Address("a"), "--max-files", "1"), 2, "--max-files is said of");
        AssertFailed(
            await RunAsync([.. many, "--max-downloads", "1"]),
            1,
            "--max-downloads is not for links to upload by."
        );
    }

    [Fact]
    public async Task A_link_that_cannot_be_read_is_named_beside_the_others()
    {
        var storage = InMemoryEngine.Create();
        await using var server = await TestServer.StartAsync(storage: storage);
        await server.SendAsync("PUT", Bucket);
        var run = NewRun();
        run.Variables["OSS_ENDPOINT"] = server.Url.ToString();
        await run.RunAsync("link", "create", Address("inbox/"), "--upload", "--name", "whole");
        await storage.Metadata.ApplyAsync(
            new PartitionId("links"),
            new WriteBatch().Put(RowFamily.Record, "l/LNK-damaged"u8.ToArray(), [99]),
            TestContext.Current.CancellationToken
        );
        run = NewRun();
        run.Variables["OSS_ENDPOINT"] = server.Url.ToString();
        await run.RunAsync("link", "ls");
        Assert.Equal(0, run.ExitCode);
        var lines = Lines(run.Out);
        Assert.Equal("LNK-damaged damaged", lines[0]);
        Assert.EndsWith("(whole)", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--max-downloads", "0", "--max-downloads must be at least 1")]
    [InlineData("--max-bytes", "0", "--max-bytes must be at least 1")]
    [InlineData("--rate", "1K", "--rate must be from 30720 (30K) to 104857600 (100M) bytes a second.")]
    [InlineData("--expires", "0s", "--expires must be ahead, by at most 366 days")]
    [InlineData("--expires", "367d", "--expires must be ahead, by at most 366 days")]
    [InlineData("--not-before", "2099-01-01T00:00:00Z", "--not-before must be before the end")]
    [InlineData("--not-before", "tomorrow", "--not-before must be a time such as 2026-03-01T12:00:00Z.")]
    [InlineData("--max-downloads", "-1", "--max-downloads must be a whole number")]
    [InlineData("--from", "10.0.0.0/99", "--from must be at most 32 addresses or ranges")]
    public async Task What_cannot_be_is_refused_with_what_can_be(string option, string value, string rule)
    {
        await PutAsync("a.txt");
        AssertFailed(await RunAsync("link", "create", Address("a.txt"), option, value), 1, rule);
    }

    [Fact]
    public async Task A_rate_may_say_that_it_is_one()
    {
        await PutAsync("a.txt");
        var made = await DoAsync("link", "create", Address("a.txt"), "--rate", "5MB/s");
        Assert.Contains("at most 5.0 MiB a second\n", made.Error, StringComparison.Ordinal);
        AssertFailed(await RunAsync("link", "create", Address("a.txt"), "--rate", "5M/m"), 2, "'5M/m' is no size");
        AssertFailed(await RunAsync("link", "create", Address("a.txt"), "--max-bytes", "5M/s"), 2, "is no size");
    }

    [Fact]
    public async Task A_browser_shows_or_saves_it_as_its_link_says()
    {
        await PutAsync("a.txt");
        foreach (var disposition in new[] { "inline", "attachment" })
        {
            var made = await DoAsync("link", "create", Address("a.txt"), $"--{disposition}");
            var answer = await Server.SendRawAsync("GET", new Uri(made.Out.TrimEnd()).PathAndQuery);
            Assert.Equal(disposition, answer["Content-Disposition"]);
        }

        var both = await RunAsync("link", "create", Address("a.txt"), "--inline", "--attachment");
        AssertFailed(both, 2, "either --attachment or --inline");
        var folder = await RunAsync("link", "create", Address("docs/"), "--folder", "--attachment");
        AssertFailed(folder, 1, "--attachment is for links to one object only.");
    }

    [Fact]
    public async Task A_link_that_outlasts_its_url_says_so()
    {
        await PutAsync("a.txt");
        const string End = "  this URL until ";
        Assert.DoesNotContain(
            End,
            (await DoAsync("link", "create", Address("a.txt"), "--expires", "7d")).Error,
            StringComparison.Ordinal
        );
        var made = await DoAsync("link", "create", Address("a.txt"), "--expires", "30d");
        Assert.Contains(End, made.Error, StringComparison.Ordinal);
        Assert.Contains("x-oss-expires=604800", made.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_names_a_folder_is_told_how_it_is_shared()
    {
        await PutAsync("docs/a.txt");
        AssertFailed(await RunAsync("link", "create", Address("docs/")), 1, "to share the folder, add --folder.");
        AssertFailed(await RunAsync("link", "create", Address("docs")), 1, "The specified key does not exist.");
    }

    [Theory]
    [InlineData("--folder")]
    [InlineData("--upload")]
    public async Task A_whole_bucket_is_a_folder(string kind)
    {
        foreach (var address in new[] { $"oss://{Bucket}", Address("") })
        {
            var made = await DoAsync("link", "create", address, kind);
            Assert.Contains("/-/s/LNK", made.Out, StringComparison.Ordinal);
            Assert.EndsWith($" oss://{Bucket}/", Lines(made.Error)[0], StringComparison.Ordinal);
            Assert.Equal(200, await FetchAsync(made.Out));
            string log;
            while ((log = (await DoAsync("link", "log", made.Error.Split(' ')[0])).Out).Length == 0) { }
            Assert.Matches(" 200 SharePage 127[.]0[.]0[.]1 [0-9]+ bytes -", log);
        }
    }

    [Fact]
    public async Task On_a_terminal_a_link_is_broken_between_its_words()
    {
        await PutAsync("a.txt");
        await DoAsync("link", "create", Address("a.txt"), "--name", "for the one who asked for it last year");
        var line = Assert.Single(Lines((await DoAsync("link", "ls")).Out));
        Assert.True(line.Length > 80);
        var shown = Lines((await NewRun(columns: 80).RunAsync("link", "ls")).Out);
        Assert.All(shown, part => Assert.InRange(part.Length, 0, 80));
        Assert.Equal(line, string.Join(' ', shown.Select(part => part.Trim())));
    }

    [Fact]
    public async Task A_link_whose_bucket_is_gone_says_so_also_where_another_has_its_name()
    {
        await PutAsync("a.txt");
        var id = Lines((await DoAsync("link", "create", Address("a.txt"), "--expires", "1d")).Error)[0].Split(' ')[0];
        await DoAsync("rm", "-r", "-f", Address(""));
        await DoAsync("rb", $"oss://{Bucket}");
        await AssertGoneAsync();
        await DoAsync("mb", $"oss://{Bucket}");
        await PutAsync("a.txt");
        await AssertGoneAsync();
        var revoked = await DoAsync("link", "revoke", id);
        Assert.StartsWith($"{id} revoked ", revoked.Error, StringComparison.Ordinal);

        async Task AssertGoneAsync()
        {
            var line = $"{id} bucket-gone {Address("a.txt")}";
            Assert.Equal(line, Assert.Single(Lines((await DoAsync("link", "ls")).Out)));
            Assert.Equal(line, Lines((await DoAsync("link", "show", id)).Out)[0]);
        }
    }

    [Fact]
    public async Task A_link_of_a_user_says_whose_it_is_and_when_that_one_is_gone()
    {
        var cancel = TestContext.Current.CancellationToken;
        await PutAsync("a.txt");
        await DoAsync("user", "create", "ann");
        var ann = await Server.Engine.Identities.Users.GetAsync("ann", cancel);
        var request = new LinkRequest(Bucket, "a.txt", Server.Time.GetUtcNow().AddDays(1))
        {
            Creator = new LinkCreator("ann", ann.Id),
        };
        var id = (await Server.Engine.Links.CreateAsync(request, cancel)).Id;
        await Server.Engine.Identities.Users.UpdateAsync("ann", "anna", null, null, cancel);
        var line = Assert.Single(Lines((await DoAsync("link", "ls")).Out));
        Assert.EndsWith($" {Address("a.txt")} by anna", line, StringComparison.Ordinal);
        await DoAsync("user", "rm", "anna");
        Assert.Equal($"{id} user-gone {Address("a.txt")}", Assert.Single(Lines((await DoAsync("link", "ls")).Out)));
        var shown = await DoAsync("link", "show", id);
        Assert.StartsWith($"{id} user-gone ", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_url_is_denied_listed_and_allowed_again()
    {
        await PutAsync("a.txt");
        var url = (await DoAsync("presign", Address("a.txt"))).Out;
        Assert.Equal(200, await FetchAsync(url));
        var denied = await DoAsync("link", "deny", url.TrimEnd());
        Assert.Equal(403, await FetchAsync(url));
        Assert.Equal(denied.Out, (await DoAsync("link", "denied")).Out);
        await DoAsync("link", "allow", url.TrimEnd());
        Assert.Equal(200, await FetchAsync(url));
        Assert.Equal("", (await DoAsync("link", "denied")).Out);
        AssertFailed(await RunAsync("link", "allow", url.TrimEnd()), 1, "no such denied URL");
        AssertFailed(await RunAsync("link", "deny", "http://127.0.0.1/a"), 2, "no whole signed URL");
        // One character short: what is denied would be another URL than the one that goes on.
        AssertFailed(await RunAsync("link", "deny", url.TrimEnd()[..^1]), 2, "no whole signed URL");
    }

    [Fact]
    public async Task The_log_tells_each_use_of_a_link_and_no_other()
    {
        await PutAsync("a.txt");
        var made = await DoAsync("link", "create", Address("a.txt"), "--max-downloads", "1");
        await DoAsync("link", "create", Address("a.txt"));
        Assert.Equal(200, await FetchAsync(made.Out));
        Assert.Equal(403, await FetchAsync(made.Out));
        string[] lines = [];
        // An entry is made after its answer was sent.
        while (lines.Length < 3)
        {
            lines = Lines((await DoAsync("link", "log", made.Error.Split(' ')[0])).Out);
        }

        Assert.Equal(3, lines.Length);
        Assert.Contains(
            lines,
            line => line.Contains(" 200 GetObject 127.0.0.1 3 bytes a.txt", StringComparison.Ordinal)
        );
        Assert.Contains(lines, line => line.Contains(" 403 GetObject 127.0.0.1 ", StringComparison.Ordinal));
        Assert.Contains("  The link is used up.", lines);
    }

    [Fact]
    public async Task Mistakes_are_one_line_each()
    {
        await PutAsync("a");
        AssertFailed(await RunAsync("link", "create", Address("none")), 1, "does not exist");
        AssertFailed(await RunAsync("link", "create", Address("a"), "--expires", "400d"), 1, "--expires must be ahead");
        AssertFailed(await RunAsync("link", "create", $"oss://{Bucket}"), 2, $"Name the object: oss://{Bucket}/KEY.");
        const string Huge = "99999999999999999999";
        var huge = await RunAsync("link", "create", Address("a"), "--max-downloads", Huge);
        AssertFailed(huge, 2, $"--max-downloads '{Huge}' is no whole number that can be meant.");
        AssertFailed(await RunAsync("link", "create", Address("a"), "--max-bytes", "much"), 2, "'much' is no size");
        AssertFailed(await RunAsync("link", "show", "LNKnone"), 1, "There is no such link. LNKnone");
        var both = await RunAsync("link", "create", Address("a"), "--inline", "--download-name", "b");
        AssertFailed(both, 2, "either --download-name or --inline");
    }

    private async Task<int> FetchAsync(string url) =>
        (await Server.SendRawAsync("GET", new Uri(url.TrimEnd()).PathAndQuery)).Status;

    private static string[] Lines(string text) => text.TrimEnd().Split('\n');
}
