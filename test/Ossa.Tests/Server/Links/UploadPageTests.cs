using System.Security.Cryptography;
using System.Text;
using Ossa.Engine.Listing;
using Ossa.Protocol.Access;
using Ossa.Server.Administration;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>The page of links to upload by, and its form, which browsers send without script.</summary>
public sealed class UploadPageTests : LinkTest
{
    private const string Password = "correct horse";

    private static readonly string Hash = PasswordHash
        .Of(Password, RandomNumberGenerator.GetBytes(PasswordHash.SaltBytes), PasswordHash.MinIterations)
        .ToString();

    [Fact]
    public async Task It_has_a_form_with_the_limits_and_tells_nothing_of_others()
    {
        await PutAsync("inbox/secret of somebody.txt");
        var made = await MakeUploadAsync(
            H(AdminApi.MaxFiles, "5"),
            H(AdminApi.MaxFileBytes, "1048576"),
            H(AdminApi.Types, "image/*,application/pdf")
        );
        var page = await OpenAsync(made);
        Assert.Equal((200, "no-store"), (page.Status, page["Cache-Control"]));
        Assert.Contains("""<form method="post" enctype="multipart/form-data" """, page.Text, StringComparison.Ordinal);
        Assert.Contains("""accept="image/*,application/pdf" multiple""", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 MiB", page.Text, StringComparison.Ordinal);
        Assert.Contains("""<dd data-part="files-left">5</dd>""", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("inbox", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("x-oss-signature", page.Text, StringComparison.Ordinal);
        var state = await Server.SendRawAsync("GET", made.Page!.AbsolutePath, [H("Accept", "application/json")]);
        Assert.Contains("\"filesLeft\":5", state.Text, StringComparison.Ordinal);
        Assert.Contains(
            "发送文件",
            (await OpenAsync(made, H("Accept-Language", "zh-CN"))).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Files_can_come_into_a_whole_bucket()
    {
        await PutAsync("a.txt", Utf8("of somebody"));
        var made = await MakeUploadAsync(H(AdminApi.Key, ""));
        Assert.Equal(200, (await OpenAsync(made)).Status);
        Assert.Equal(200, (await SendFormAsync(made, "text/html", ("a.txt", "text/plain", "new"))).Status);
        Assert.Equal(Utf8("of somebody"), (await Server.SendAsync("GET", Bucket, "a.txt")).Body);
        Assert.Equal(Utf8("new"), (await Server.SendAsync("GET", Bucket, "a (2).txt")).Body);
    }

    [Fact]
    public async Task A_form_brings_many_files_and_one_that_is_refused_does_not_keep_the_others_out()
    {
        var made = await MakeUploadAsync(H(AdminApi.MaxFileBytes, "1000"), H(AdminApi.Types, "text/plain"));
        var large = new string('x', 1001);
        var answer = await SendFormAsync(
            made,
            "text/html",
            ("ä.txt", "text/plain", "one"),
            ("large.txt", "text/plain", large),
            ("<b>.html", "text/html", "<b>"),
            ("ä.txt", "text/plain", "two")
        );
        Assert.Equal(400, answer.Status);
        Assert.Equal(2, CountOf(answer.Text, ">Received<"));
        Assert.Equal(1, CountOf(answer.Text, ">Too large<"));
        Assert.Contains(
            """<bdi>&lt;b&gt;.html</bdi></span> <span class="bad">Not a type that is taken<""",
            answer.Text,
            StringComparison.Ordinal
        );
        Assert.Equal(["ä (2).txt", "ä.txt"], await NamesAsync());
        Assert.Equal(2, (await ShowAsync(made)).Usage.Files);
    }

    [Fact]
    public async Task A_program_that_sends_the_form_gets_no_page()
    {
        var made = await MakeUploadAsync(H(AdminApi.MaxFiles, "1"));
        Assert.Equal(204, (await SendFormAsync(made, "*/*", ("a", "text/plain", "1"))).Status);
        var refused = await SendFormAsync(made, "*/*", ("b", "text/plain", "2"));
        AssertRefused(refused, 403, "AccessDenied", null);
        Assert.Equal(["a"], await NamesAsync());
    }

    [Fact]
    public async Task Forms_that_come_together_store_no_more_files_than_the_link_takes()
    {
        var made = await MakeUploadAsync(H(AdminApi.MaxFiles, "3"));
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i => SendFormAsync(made, "*/*", ($"{i}a", "text/plain", "1"), ($"{i}b", "text/plain", "2")))
        );
        Assert.Equal(3, (await NamesAsync()).Count);
        Assert.Equal(3, (await ShowAsync(made)).Usage.Files);
    }

    [Fact]
    public async Task A_form_without_a_file_or_that_breaks_off_stores_nothing()
    {
        var made = await MakeUploadAsync(H(AdminApi.MaxFiles, "1"));
        Assert.Equal(204, (await SendFormAsync(made, "*/*", ("", "application/octet-stream", ""))).Status);
        var broken = Form(("a.txt", "text/plain", "half a file"))[..^20];
        Assert.Equal(400, (await SendAsync(made, "*/*", broken)).Status);
        Assert.Empty(await NamesAsync());
        Assert.Equal(0, (await ShowAsync(made)).Usage.Files);
    }

    [Fact]
    public async Task With_a_password_nothing_is_taken_before_it_and_only_from_the_page()
    {
        var made = await MakeUploadAsync(H(AdminApi.PasswordHash, Hash));
        Assert.Null(made.Url);
        var target = made.Page!.AbsolutePath;
        var own = H("Origin", $"http://{Server.Host}");
        Assert.Contains("type=\"password\"", (await OpenAsync(made)).Text, StringComparison.Ordinal);
        AssertRefused(await Server.SendRawAsync("PUT", target + "/a", [own], [1]), 403, "AccessDenied", null);
        var asked = await SendFormAsync(made, "text/html", ("a", "text/plain", "1"));
        Assert.Equal(403, asked.Status);
        Assert.Contains("type=\"password\"", asked.Text, StringComparison.Ordinal);

        var opened = await Server.SendRawAsync(
            "POST",
            target,
            [own, H("Content-Type", "application/x-www-form-urlencoded"), H("Accept", "text/html")],
            Utf8("password=correct+horse")
        );
        Assert.Contains("multipart/form-data", opened.Text, StringComparison.Ordinal);
        var ticket = H("Cookie", opened["Set-Cookie"]!.Split(';')[0]);
        Assert.Equal(403, (await Server.SendRawAsync("PUT", target + "/a", [ticket], [1])).Status);
        var evil = H("Origin", "http://evil.example");
        Assert.Equal(403, (await Server.SendRawAsync("PUT", target + "/a", [ticket, evil], [1])).Status);
        Assert.Equal(200, (await Server.SendRawAsync("PUT", target + "/a", [ticket, own], [1])).Status);
        Assert.Equal(204, (await SendAsync(made, "*/*", Form(("b", "text/plain", "1")), ticket, own)).Status);
        Assert.Equal(["a", "b"], await NamesAsync());
    }

    [Fact]
    public async Task A_page_that_takes_no_more_says_so()
    {
        var made = await MakeUploadAsync(H(AdminApi.MaxFiles, "1"));
        var last = await SendFormAsync(made, "text/html", ("a", "text/plain", "1"));
        Assert.Equal(200, last.Status);
        Assert.Contains("No more files are taken.", last.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", last.Text, StringComparison.Ordinal);
        var closed = await OpenAsync(made);
        Assert.Equal(403, closed.Status);
        Assert.Contains("<h1>No files are taken here</h1>", closed.Text, StringComparison.Ordinal);
    }

    private Task<LinkAnswer> MakeUploadAsync(params KeyValuePair<string, string>[] more) =>
        MakeAsync([H(AdminApi.Key, "inbox/"), H(AdminApi.Kind, AdminApi.Upload), .. more]);

    private Task<WireResponse> SendFormAsync(
        LinkAnswer made,
        string accept,
        params (string Name, string Type, string Content)[] files
    ) => SendAsync(made, accept, Form(files));

    private Task<WireResponse> SendAsync(
        LinkAnswer made,
        string accept,
        byte[] form,
        params KeyValuePair<string, string>[] headers
    ) =>
        Server.SendRawAsync(
            "POST",
            made.Page!.AbsolutePath,
            [H("Accept", accept), H("Content-Type", "multipart/form-data; boundary=line"), .. headers],
            form
        );

    private static byte[] Form(params (string Name, string Type, string Content)[] files)
    {
        var form = new StringBuilder();
        foreach (var (name, type, content) in files)
        {
            form.Append("--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                .Append(name)
                .Append("\"\r\nContent-Type: ")
                .Append(type)
                .Append("\r\n\r\n")
                .Append(content)
                .Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(form.Append("--line--\r\n").ToString());
    }

    private async Task<List<string>> NamesAsync()
    {
        const string Inbox = "inbox/";
        var bucket = await Server.Engine.Buckets.GetAsync(Bucket, Cancel);
        var page = await Server.Engine.Listing.ListAsync(bucket, new ListQuery(Inbox, "", "", 1000), Cancel);
        return [.. page.Objects.Select(found => found.Key[Inbox.Length..])];
    }

    private static int CountOf(string text, string part) => text.Split(part).Length - 1;
}
