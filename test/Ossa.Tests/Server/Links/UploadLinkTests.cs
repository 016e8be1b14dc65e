using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Ossa.Engine.Listing;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>Links to upload by, as programs use them: to one key by a signed URL, to a folder under their page.</summary>
public sealed class UploadLinkTests : LinkTest
{
    private const string One = "reports/may.pdf";
    private const string Inbox = "inbox/";

    [Fact]
    public async Task One_file_is_put_by_the_signed_url_and_another_never_replaces_it()
    {
        var made = await MakeUploadAsync(One);
        Assert.Equal(200, (await PutUrlAsync(made, Utf8("first"))).Status);
        AssertRefused(await PutUrlAsync(made, Utf8("second")), 409, "FileAlreadyExists", "0026-00000002");
        Assert.Equal(Utf8("first"), await ContentOfAsync(One));
        Assert.Equal(1, (await ShowAsync(made)).Usage.Files);
        AssertRefused(await AskUploadAsync(One), 409, "FileAlreadyExists", "0026-00000002");
        var replacing = await MakeUploadAsync(One, H(AdminApi.Overwrite, ""));
        Assert.Equal(200, (await PutUrlAsync(replacing, Utf8("second"))).Status);
        Assert.Equal(Utf8("second"), await ContentOfAsync(One));
    }

    [Theory]
    [InlineData(null, "application/pdf")]
    [InlineData("application/octet-stream", "application/pdf")]
    [InlineData("text/plain;charset=utf-8", "text/plain;charset=utf-8")]
    public async Task The_signed_url_takes_whatever_type_a_program_states(string? stated, string kept)
    {
        var made = await MakeUploadAsync(One);
        KeyValuePair<string, string>[] headers = stated is null ? [] : [H("Content-Type", stated)];
        Assert.Equal(200, (await PutUrlAsync(made, [1], headers)).Status);
        Assert.Equal(kept, (await Server.SendAsync("GET", Bucket, One))["Content-Type"]);
    }

    [Fact]
    public async Task Its_key_puts_its_object_and_does_nothing_else()
    {
        var made = await MakeUploadAsync(Inbox);
        var key = await Server.Engine.Links.OpenKeyAsync(
            await Server.Engine.Links.GetAsync(made.Link.Id, Cancel),
            Cancel
        );
        await PutAsync("inbox/old.txt", Utf8("of somebody else"));
        (string Method, string? Key, KeyValuePair<string, string>[] Query)[] others =
        [
            ("GET", "inbox/old.txt", []),
            ("HEAD", "inbox/old.txt", []),
            ("DELETE", "inbox/old.txt", []),
            ("GET", null, [H("prefix", Inbox)]),
            ("PUT", "inbox/old.txt", [H("acl", "")]),
            ("PUT", "inbox/old.txt", [H("tagging", "")]),
            ("POST", "inbox/new.txt", [H("append", ""), H("position", "0")]),
            ("POST", "inbox/new.txt", [H("uploads", "")]),
            ("PUT", "inboxes/new.txt", []),
            ("PUT", "other", []),
        ];
        foreach (var (method, name, query) in others)
        {
            var target = Server.Presign(method, Bucket, name, query: query, signer: key);
            Assert.Equal(403, (await Server.SendRawAsync(method, target)).Status);
        }

        var put = Server.Presign("PUT", Bucket, "inbox/new.txt", signer: key);
        Assert.Equal(200, (await Server.SendRawAsync("PUT", put, body: [1])).Status);
        var copy = Server.Presign("PUT", Bucket, "inbox/stolen.txt", signer: key);
        var source = H("x-oss-copy-source", $"/{Bucket}/inbox/old.txt");
        Assert.Equal(403, (await Server.SendRawAsync("PUT", copy, [source])).Status);
    }

    [Fact]
    public async Task A_program_puts_files_under_the_page_and_equal_names_are_numbered()
    {
        var made = await MakeUploadAsync(Inbox);
        Assert.Null(made.Url);
        Assert.Equal(200, (await PutAsync(made, "image.jpg", Utf8("1"))).Status);
        Assert.Equal(200, (await PutAsync(made, "image.jpg", Utf8("2"))).Status);
        Assert.Equal(200, (await PutAsync(made, "%C3%A4%20%2B.txt", Utf8("3"))).Status);
        Assert.Equal(["image (2).jpg", "image.jpg", "ä +.txt"], await NamesAsync());
        Assert.Equal(Utf8("2"), await ContentOfAsync("inbox/image (2).jpg"));
    }

    [Fact]
    public async Task Files_of_one_name_that_come_together_are_all_kept()
    {
        var made = await MakeUploadAsync(Inbox);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => PutAsync(made, "image.jpg", Utf8($"picture {i}")))
        );
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(50, (await NamesAsync()).Count);
    }

    [Fact]
    public async Task Of_a_hundred_files_at_once_a_link_for_three_stores_three()
    {
        var made = await MakeUploadAsync(Inbox, H(AdminApi.MaxFiles, "3"));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => PutAsync(made, $"{i}.bin", Utf8($"file {i}")))
        );
        Assert.Equal(3, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), answer => Assert.Equal(403, answer.Status));
        Assert.Equal(3, (await NamesAsync()).Count);
        Assert.Equal(3, (await ShowAsync(made)).Usage.Files);
        Assert.Equal(403, (await OpenAsync(made)).Status);
    }

    [Theory]
    [InlineData("inbox/", true)]
    [InlineData("inbox/", false)]
    [InlineData("reports/may.pdf", true)]
    [InlineData("reports/may.pdf", false)]
    public async Task A_file_that_is_too_large_is_refused_whether_or_not_its_size_is_stated(string key, bool isStated)
    {
        var made = await MakeUploadAsync(key, H(AdminApi.MaxFileBytes, "1000"), H(AdminApi.MaxFiles, "1"));
        var target = made.Url?.PathAndQuery ?? made.Page!.AbsolutePath + "/a.bin";
        var large = RandomNumberGenerator.GetBytes(1001);
        var refused = isStated
            ? await Server.SendRawAsync("PUT", target, body: large)
            : await Server.SendRawAsync("PUT", target, [H("Transfer-Encoding", "chunked")], Chunked(large));
        AssertRefused(refused, 400, "EntityTooLarge", null);
        Assert.Empty(await NamesAsync(key));
        // Nothing was stored, so the one file can still come.
        Assert.Equal(0, (await ShowAsync(made)).Usage.Files);
        var fits = await Server.SendRawAsync(
            "PUT",
            target,
            [H("Transfer-Encoding", "chunked")],
            Chunked(large[..1000])
        );
        Assert.Equal(200, fits.Status);
        Assert.Single(await NamesAsync(key));
    }

    [Theory]
    [InlineData("a.png", "image/png", 200)]
    [InlineData("a.png", null, 200)]
    [InlineData("a.PDF", "Application/PDF; version=2", 200)]
    [InlineData("a", "image/heic", 200)]
    [InlineData("a.png", "text/html", 403)]
    [InlineData("a.html", "image/png", 403)]
    [InlineData("a.html", null, 403)]
    [InlineData("a", null, 403)]
    [InlineData("a.png", "imagery/png", 403)]
    public async Task A_file_is_of_the_types_that_are_taken_by_its_name_and_by_what_is_stated(
        string name,
        string? type,
        int status
    )
    {
        var made = await MakeUploadAsync(Inbox, H(AdminApi.Types, "image/*,application/PDF"));
        var answer = await PutAsync(made, name, [1], type is null ? [] : [H("Content-Type", type)]);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? 1 : 0, (await NamesAsync()).Count);
    }

    [Theory]
    [InlineData("..%2F..%2Fother", "other")]
    [InlineData("a/b/c.txt", "c.txt")]
    [InlineData("C%3A%5Cwindows%5Cx.txt", "x.txt")]
    [InlineData("..", "__")]
    [InlineData("", "file")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData("%E2%80%AEgnp.exe", "_gnp.exe")]
    [InlineData("a%0Ab", "a_b")]
    [InlineData("%3Cimg%20src%3Dx%3E", "_img src=x_")]
    [InlineData("a.txt.", "a.txt_")]
    public async Task Names_are_cleaned_and_stay_in_the_folder(string sent, string kept)
    {
        var made = await MakeUploadAsync(Inbox);
        Assert.Equal(200, (await PutAsync(made, sent, [1])).Status);
        Assert.Equal([kept], await NamesAsync());
    }

    [Fact]
    public async Task A_long_name_is_cut_before_its_ending()
    {
        var made = await MakeUploadAsync(Inbox);
        var name = string.Concat(Enumerable.Repeat("%E6%96%87", 300)) + ".pdf";
        Assert.Equal(200, (await PutAsync(made, name, [1])).Status);
        Assert.Equal(200, (await PutAsync(made, name, [1])).Status);
        var names = await NamesAsync();
        Assert.Equal(2, names.Count);
        Assert.All(names, kept => Assert.EndsWith(".pdf", kept, StringComparison.Ordinal));
        Assert.All(names, kept => Assert.InRange(Encoding.UTF8.GetByteCount(kept), 200, 255));
    }

    [Fact]
    public async Task Half_a_file_is_no_file_and_is_given_back()
    {
        var made = await MakeUploadAsync(Inbox, H(AdminApi.MaxFiles, "1"));
        using var client = new TcpClient();
        await client.ConnectAsync(Server.EndPoint, Cancel);
        await using var stream = client.GetStream();
        var head =
            $"PUT {made.Page!.AbsolutePath}/a.bin HTTP/1.1\r\nHost: {Server.Host}\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n";
        await stream.WriteAsync(Utf8(head), Cancel);
        // The server asks for the body only after it has counted the file.
        var go = new byte[25];
        await stream.ReadExactlyAsync(go, Cancel);
        Assert.StartsWith("HTTP/1.1 100", Encoding.ASCII.GetString(go), StringComparison.Ordinal);
        Assert.Equal(403, (await PutAsync(made, "b.bin", [1])).Status);
        await stream.WriteAsync(Utf8("half"), Cancel);
        Assert.Equal(400, (await WireClient.ReadAsync(stream, isHead: false, Cancel)).Status);
        Assert.Equal(0, (await ShowAsync(made)).Usage.Files);
        Assert.Empty(await NamesAsync());
        Assert.Equal(200, (await PutAsync(made, "b.bin", [1])).Status);
    }

    [Fact]
    public async Task Who_sends_a_file_says_nothing_of_it_but_its_type()
    {
        var made = await MakeUploadAsync(Inbox);
        foreach (var name in new[] { "x-oss-object-acl", "x-oss-tagging", "x-oss-storage-class", "x-oss-meta-a" })
        {
            Assert.Equal(400, (await PutAsync(made, "a.txt", [1], H(name, "public-read"))).Status);
        }

        Assert.Equal(200, (await PutAsync(made, "a.txt", [1], H("Cache-Control", "max-age=1"))).Status);
        Assert.Null((await Server.SendAsync("GET", Bucket, "inbox/a.txt"))["Cache-Control"]);
    }

    [Fact]
    public async Task Nothing_is_taken_before_it_begins_after_it_ends_after_it_was_revoked_or_from_elsewhere()
    {
        var later = TimeSpan.FromHours(1);
        var early = await MakeUploadAsync(
            Inbox,
            H(AdminApi.NotBefore, SigningTime.ToIsoBasic(Server.Time.GetUtcNow() + later))
        );
        Assert.Equal(403, (await PutAsync(early, "a", [1])).Status);
        var elsewhere = await MakeUploadAsync(Inbox, H(AdminApi.From, "10.0.0.0/8"));
        Assert.Equal(403, (await PutAsync(elsewhere, "a", [1])).Status);
        var revoked = await MakeUploadAsync(One);
        await RevokeAsync(revoked);
        Assert.Equal(403, (await PutUrlAsync(revoked, [1])).Status);
        Assert.Equal(403, (await PutAsync(revoked, "a", [1])).Status);
        var made = await MakeUploadAsync(Inbox);
        Server.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(403, (await PutAsync(made, "a", [1])).Status);
        Assert.Empty(await NamesAsync());
    }

    [Theory]
    [InlineData(AdminApi.MaxDownloads, "1")]
    [InlineData(AdminApi.MaxBytes, "1")]
    [InlineData(AdminApi.Disposition, "inline")]
    [InlineData(AdminApi.MaxFiles, "0")]
    [InlineData(AdminApi.MaxFileBytes, "0")]
    [InlineData(AdminApi.Types, "*/*")]
    [InlineData(AdminApi.Types, "image")]
    [InlineData(AdminApi.Types, "image/*,")]
    public async Task What_makes_no_sense_of_it_is_refused(string parameter, string value) =>
        AssertRefused(await AskUploadAsync(Inbox, H(parameter, value)), 400, "InvalidArgument", null);

    [Theory]
    [InlineData(AdminApi.MaxFiles, "1")]
    [InlineData(AdminApi.MaxFileBytes, "1")]
    [InlineData(AdminApi.Types, "image/*")]
    [InlineData(AdminApi.Overwrite, "")]
    public async Task What_is_said_of_uploads_is_refused_of_downloads(string parameter, string value) =>
        AssertRefused(
            await AskAsync("POST", AdminApi.Links, [.. Usual(H(parameter, value))]),
            400,
            "InvalidArgument",
            null
        );

    [Fact]
    public async Task A_link_for_downloads_takes_no_files()
    {
        var made = await MakeAsync();
        AssertRefused(await PutAsync(made, "a", [1]), 405, "MethodNotAllowed", null);
        Assert.Equal(403, (await Server.SendRawAsync("PUT", made.Url!.PathAndQuery, body: [1])).Status);
    }

    private Task<LinkAnswer> MakeUploadAsync(string key, params KeyValuePair<string, string>[] more) =>
        MakeAsync([H(AdminApi.Key, key), H(AdminApi.Kind, AdminApi.Upload), .. more]);

    private Task<WireResponse> AskUploadAsync(string key, params KeyValuePair<string, string>[] more) =>
        AskAsync(
            "POST",
            AdminApi.Links,
            [.. Usual([H(AdminApi.Key, key), H(AdminApi.Kind, AdminApi.Upload), .. more])]
        );

    private Task<WireResponse> PutUrlAsync(
        LinkAnswer made,
        byte[] body,
        params KeyValuePair<string, string>[] headers
    ) => Server.SendRawAsync("PUT", made.Url!.PathAndQuery, headers, body);

    private Task<WireResponse> PutAsync(
        LinkAnswer made,
        string name,
        byte[] body,
        params KeyValuePair<string, string>[] headers
    ) => Server.SendRawAsync("PUT", $"{made.Page!.AbsolutePath}/{name}", headers, body);

    private async Task<byte[]> ContentOfAsync(string key) => (await Server.SendAsync("GET", Bucket, key)).Body;

    /// <summary>What is under a key, without what that itself is.</summary>
    private async Task<List<string>> NamesAsync(string prefix = Inbox)
    {
        var bucket = await Server.Engine.Buckets.GetAsync(Bucket, Cancel);
        var page = await Server.Engine.Listing.ListAsync(bucket, new ListQuery(prefix, "", "", 1000), Cancel);
        return [.. page.Objects.Select(found => prefix == Inbox ? found.Key[prefix.Length..] : found.Key)];
    }

    private static byte[] Chunked(byte[] content) =>
        [
            .. Encoding.ASCII.GetBytes(content.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"),
            .. content,
            .. "\r\n0\r\n\r\n"u8,
        ];
}
