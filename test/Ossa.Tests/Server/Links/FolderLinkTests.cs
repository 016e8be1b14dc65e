using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Ossa.Engine.Objects;
using Ossa.Server.Administration;
using Ossa.Server.Sharing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>Links to a folder: a page with what is in it, and one archive of it.</summary>
public sealed partial class FolderLinkTests : LinkTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync("docs/sub/b.txt", Utf8("b"));
        await PutAsync("docs/sub/deep/c.txt", Utf8("c"));
        await PutAsync("docs2/d.txt", Utf8("d"));
    }

    [Fact]
    public async Task Its_page_lists_the_folder_and_each_file_has_a_url()
    {
        var made = await MakeFolderAsync();
        Assert.Null(made.Url);
        var page = await OpenAsync(made);
        Assert.Equal(200, page.Status);
        Assert.Contains("<bdi>docs</bdi>", page.Text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"?dir=sub%2F\"><bdi>sub/</bdi></a>", page.Text, StringComparison.Ordinal);
        var files = FilesIn(page);
        Assert.Equal(["ä +.txt"], files.Keys);
        var file = await Server.SendRawAsync("GET", files["ä +.txt"]);
        Assert.Equal(Content, file.Body);
        Assert.StartsWith("attachment;", file["Content-Disposition"], StringComparison.Ordinal);
        var sub = await OpenAsync(made, "?dir=sub%2F");
        Assert.Equal(["b.txt"], FilesIn(sub).Keys);
        Assert.Contains("?dir=sub%2Fdeep%2F", sub.Text, StringComparison.Ordinal);
        Assert.Contains(
            "This folder is empty.",
            (await OpenAsync(made, "?dir=none%2F")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("?dir=..%2F")]
    [InlineData("?dir=..%2Fdocs2%2F")]
    [InlineData("?dir=%2Fdocs2%2F")]
    [InlineData("?after=z&dir=2%2F")]
    public async Task Nothing_beside_the_folder_is_listed(string query)
    {
        var page = await OpenAsync(await MakeFolderAsync(), query);
        Assert.DoesNotContain("d.txt", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_bucket_is_a_folder_that_is_called_by_its_name()
    {
        var made = await MakeAsync([H(AdminApi.Key, ""), Folder]);
        var page = await OpenAsync(made);
        Assert.Contains($"<bdi>{Bucket}</bdi>", page.Text, StringComparison.Ordinal);
        Assert.Equal(["other"], FilesIn(page).Keys);
        Assert.Equal(200, (await Server.SendRawAsync("GET", FilesIn(page)["other"])).Status);
        Assert.Equal(["ä +.txt"], FilesIn(await OpenAsync(made, "?dir=docs%2F")).Keys);
        var zip = await ZipAsync(made);
        Assert.Equal($"attachment; filename=\"{Bucket}.zip\"", zip["Content-Disposition"]);
        Assert.Equal(
            ["docs/sub/b.txt", "docs/sub/deep/c.txt", "docs/ä +.txt", "docs2/d.txt", "other"],
            Unpack(zip.Body).Keys.Order(StringComparer.Ordinal)
        );
        AssertRefused(
            await AskAsync("POST", AdminApi.Links, [.. Usual(H(AdminApi.Key, ""))]),
            400,
            "InvalidArgument",
            null
        );
    }

    [Fact]
    public async Task Its_key_gives_what_is_in_the_folder_and_nothing_else()
    {
        var made = await MakeFolderAsync();
        var link = await Server.Engine.Links.GetAsync(made.Link.Id, Cancel);
        var key = await Server.Engine.Links.OpenKeyAsync(link, Cancel);
        Assert.Equal(200, (await Server.SendRawAsync("GET", Server.Presign("GET", Bucket, Key, signer: key))).Status);
        foreach (var other in new[] { "docs2/d.txt", "other", null })
        {
            var target = Server.Presign("GET", Bucket, other, signer: key);
            AssertRefused(await Server.SendRawAsync("GET", target), 403, "AccessDenied", null);
        }

        var put = Server.Presign("PUT", Bucket, "docs/new", signer: key);
        AssertRefused(await Server.SendRawAsync("PUT", put, body: [1]), 403, "AccessDenied", null);
    }

    [Fact]
    public async Task The_archive_has_each_file_as_it_is_and_counts_as_one_download()
    {
        var made = await MakeFolderAsync(H(AdminApi.MaxDownloads, "1"));
        var answer = await ZipAsync(made);
        Assert.Equal((200, "application/zip"), (answer.Status, answer["Content-Type"]));
        Assert.Equal("attachment; filename=\"docs.zip\"", answer["Content-Disposition"]);
        var files = Unpack(answer.Body);
        Assert.Equal(["sub/b.txt", "sub/deep/c.txt", "ä +.txt"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Content, files["ä +.txt"]);
        // Stored as it is: whoever sends it spends nothing on it.
        Assert.Contains(
            Encoding.UTF8.GetString(Content),
            Encoding.Latin1.GetString(answer.Body),
            StringComparison.Ordinal
        );
        Assert.Equal(1, (await ShowAsync(made)).Usage.Downloads);
        Assert.Equal(403, (await ZipAsync(made)).Status);
    }

    [Fact]
    public async Task A_folder_in_it_has_an_archive_of_its_own()
    {
        var answer = await ZipAsync(await MakeFolderAsync(), "?dir=sub%2F&zip");
        Assert.Equal(["b.txt", "deep/c.txt"], Unpack(answer.Body).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Hostile_names_stay_within_the_folder_that_one_unpacks_into()
    {
        string[] keys =
        [
            "evil/../../etc/passwd",
            "evil/..",
            "evil/C:\\windows\\x",
            "evil/con.txt",
            "evil/a\nb",
            "evil/same",
            "evil/SAME",
            "evil//double",
            "evil/x\u202Egnp.exe",
            "evil/dir/",
        ];
        foreach (var key in keys)
        {
            await Server.SendAsync("PUT", Bucket, key, body: Utf8(key));
        }

        var made = await AdminAsync(
            "POST",
            AdminApi.Links,
            [.. Usual(H(AdminApi.Key, "evil/"), H(AdminApi.Kind, AdminApi.Folder))]
        );
        var files = Unpack((await ZipAsync(made)).Body);
        Assert.Equal(keys.Length - 1, files.Count);
        foreach (var name in files.Keys)
        {
            Assert.DoesNotMatch(@"^/|(^|/)\.\.?(/|$)|[\\:\u0000-\u001f\u202e]|(^|/)(?i:con)(\.|$)", name);
        }

        Assert.Equal(files.Count, files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public async Task A_key_that_is_a_file_and_a_folder_gives_both()
    {
        foreach (var key in (string[])["both/a", "both/a/b", "both/A/c", "both/a (2)", "both/x/y", "both/X"])
        {
            await PutAsync(key, Utf8(key));
        }

        var files = Unpack((await ZipAsync(await MakeAsync([H(AdminApi.Key, "both/"), Folder]))).Body);
        Assert.Equal(6, files.Count);
        var folders = files
            .Keys.Where(name => name.Contains('/', StringComparison.Ordinal))
            .Select(name => name.Split('/')[0]);
        Assert.Empty(folders.Intersect(files.Keys, StringComparer.OrdinalIgnoreCase));
        Assert.Equal(files.Count, files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("other", false)]
    [InlineData("docs2/d.txt", false)]
    [InlineData("docs/sub/b.txt", true)]
    public async Task A_symbolic_link_leads_nowhere_out_of_the_folder(string target, bool isGiven)
    {
        await PutAsync("other", Utf8("for nobody"));
        await SymlinkAsync("docs/way", target);
        var made = await MakeFolderAsync();
        var way = FilesIn(await OpenAsync(made, ""))["way"];
        Assert.Equal(isGiven ? 200 : 403, (await Server.SendRawAsync("GET", way)).Status);
        Assert.Equal(isGiven ? 200 : 403, (await Server.SendRawAsync("HEAD", way)).Status);
        var files = Unpack((await ZipAsync(made)).Body);
        Assert.Equal(isGiven, files.ContainsKey("way"));
        Assert.Equal(!isGiven, files.ContainsKey("_not included.txt"));
    }

    [Fact]
    public async Task What_symbolic_links_lead_to_leaves_room_for_the_other_files()
    {
        await PutAsync("docs/large", new byte[100_000]);
        await SymlinkAsync("docs/a", "docs/large");
        await SymlinkAsync("docs/b", "docs/large");
        var files = Unpack((await ZipAsync(await MakeFolderAsync())).Body);
        Assert.Equal(
            ["a", "b", "large"],
            files.Where(file => file.Value.Length == 100_000).Select(file => file.Key).Order()
        );
        Assert.False(files.ContainsKey("_not included.txt"));
    }

    [Fact]
    public async Task No_more_archives_are_under_way_than_there_may_be_in_all_and_by_one_link()
    {
        await PutAsync("docs/large", new byte[200_000]);
        var archives = new List<Task<WireResponse>>();
        for (var link = 0; link < FolderZip.MostAtOnce / FolderZip.MostOfOneLink; link++)
        {
            var made = await MakeFolderAsync(H(AdminApi.Rate, "30720"));
            for (var number = 1; number <= FolderZip.MostOfOneLink; number++)
            {
                // Each is counted before its first byte, and waits for the clock after its first bytes.
                archives.Add(ZipAsync(made));
                while ((await ShowAsync(made)).Usage.Downloads < number)
                {
                    Assert.False(archives[^1].IsCompleted);
                }
            }

            AssertRefused(await ZipAsync(made), 503, "ActiveRequestLimitExceeded", null);
        }

        Assert.Equal(FolderZip.MostAtOnce, archives.Count);
        var other = await MakeFolderAsync();
        AssertRefused(await ZipAsync(other), 503, "ActiveRequestLimitExceeded", null);
        var all = Task.WhenAll(archives);
        while (!all.IsCompleted)
        {
            Server.Time.Advance(TimeSpan.FromSeconds(1));
            await ShowAsync(other);
        }

        Assert.All(await all, answer => Assert.True(Unpack(answer.Body).ContainsKey("large")));
        Assert.Equal(200, (await ZipAsync(other)).Status);
    }

    [Fact]
    public async Task Readers_who_go_away_amid_archives_leave_room_for_others()
    {
        // More than the buffers between the two hold, so that none of them ends by itself.
        await PutAsync("docs/large", new byte[16 * 1024 * 1024]);
        var made = await MakeFolderAsync();
        for (var number = 0; number < FolderZip.MostOfOneLink; number++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Server.EndPoint, Cancel);
            await using var stream = client.GetStream();
            var head = $"GET {made.Page!.AbsolutePath}?zip HTTP/1.1\r\nHost: {Server.Host}\r\n\r\n";
            await stream.WriteAsync(Utf8(head), Cancel);
            await stream.ReadExactlyAsync(new byte[1000], Cancel);
        }

        WireResponse answer;
        do
        {
            answer = await ZipAsync(made);
        } while (answer.Status == 503 && !Cancel.IsCancellationRequested);
        Assert.Equal(200, answer.Status);
        Assert.Equal(16 * 1024 * 1024, Unpack(answer.Body)["large"].Length);
        Assert.Equal(FolderZip.MostOfOneLink + 1, (await ShowAsync(made)).Usage.Downloads);
    }

    [Fact]
    public async Task A_file_that_is_not_given_out_is_named()
    {
        await PutAsync("docs/frozen.txt", Utf8("ice"), H("x-oss-storage-class", "Archive"));
        var files = Unpack((await ZipAsync(await MakeFolderAsync())).Body);
        Assert.False(files.ContainsKey("frozen.txt"));
        Assert.Equal("frozen.txt\n", Encoding.UTF8.GetString(files["_not included.txt"]));
    }

    [Fact]
    public async Task Many_files_are_shown_page_by_page_and_come_in_one_archive()
    {
        await Parallel.ForAsync(
            0,
            1100,
            Cancel,
            async (i, _) => await Server.SendAsync("PUT", Bucket, $"many/{i:D4}", body: Utf8($"{i}"))
        );
        var made = await AdminAsync(
            "POST",
            AdminApi.Links,
            [.. Usual(H(AdminApi.Key, "many/"), H(AdminApi.Kind, AdminApi.Folder))]
        );
        var first = await OpenAsync(made);
        var next = await OpenAsync(made, WebUtility.HtmlDecode(MoreIn().Match(first.Text).Groups["query"].Value));
        Assert.Equal(1100, FilesIn(first).Keys.Concat(FilesIn(next).Keys).Distinct().Count());
        var files = Unpack((await ZipAsync(made)).Body);
        Assert.Equal(1100, files.Count);
        Assert.All(
            files,
            file =>
                Assert.Equal(
                    int.Parse(file.Key, System.Globalization.CultureInfo.InvariantCulture)
                        .ToString(System.Globalization.CultureInfo.InvariantCulture),
                    Encoding.UTF8.GetString(file.Value)
                )
        );
    }

    [Fact]
    public async Task An_archive_has_more_files_than_two_bytes_can_count()
    {
        const int Files = 66_000;
        var bucket = await Server.Engine.Buckets.GetAsync(Bucket, Cancel);
        await Parallel.ForAsync(
            0,
            Files,
            Cancel,
            async (i, cancellationToken) =>
                await Server.Engine.Objects.PutAsync(
                    bucket,
                    $"crowd/{i % 100:D2}/{i:D6}",
                    new NewObject(),
                    new MemoryStream(Utf8($"{i}")).ReadAsync,
                    cancellationToken
                )
        );
        var files = Unpack((await ZipAsync(await MakeAsync(H(AdminApi.Key, "crowd/"), Folder))).Body);
        Assert.Equal(Files, files.Count);
        Assert.Equal("65999", Encoding.UTF8.GetString(files["99/065999"]));
    }

    [Fact]
    public async Task A_link_to_a_folder_names_it_with_a_slash()
    {
        var query = Usual(H(AdminApi.Key, "docs"), H(AdminApi.Kind, AdminApi.Folder)).ToArray();
        Assert.Equal(400, (await AskAsync("POST", AdminApi.Links, query)).Status);
        query = [.. Usual(H(AdminApi.Kind, "bucket"))];
        Assert.Equal(400, (await AskAsync("POST", AdminApi.Links, query)).Status);
    }

    private static KeyValuePair<string, string> Folder => H(AdminApi.Kind, AdminApi.Folder);

    private Task<LinkAnswer> MakeFolderAsync(params KeyValuePair<string, string>[] more) =>
        MakeAsync([H(AdminApi.Key, "docs/"), Folder, .. more]);

    private async Task SymlinkAsync(string key, string target)
    {
        var answer = await Server.SendAsync(
            "PUT",
            Bucket,
            key,
            [H("symlink", "")],
            [H("x-oss-symlink-target", target)],
            []
        );
        Assert.Equal(200, answer.Status);
    }

    private Task<WireResponse> OpenAsync(LinkAnswer made, string query) =>
        Server.SendRawAsync("GET", made.Page!.AbsolutePath + query, [H("Accept", "text/html")]);

    private Task<WireResponse> ZipAsync(LinkAnswer made, string query = "?zip") =>
        Server.SendRawAsync("GET", made.Page!.AbsolutePath + query);

    private static Dictionary<string, string> FilesIn(WireResponse page) =>
        FileIn()
            .Matches(page.Text)
            .ToDictionary(
                match => WebUtility.HtmlDecode(match.Groups["name"].Value),
                match => WebUtility.HtmlDecode(match.Groups["href"].Value)
            );

    private static Dictionary<string, byte[]> Unpack(byte[] zip)
    {
        var files = new Dictionary<string, byte[]>();
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            files.Add(entry.FullName, content.ToArray());
        }

        return files;
    }

    [GeneratedRegex("""<td><a href="(?<href>/[^"]*)" download="(?<name>[^"]*)">""")]
    private static partial Regex FileIn();

    [GeneratedRegex("""<p><a href="(?<query>\?[^"]*)">""")]
    private static partial Regex MoreIn();
}
