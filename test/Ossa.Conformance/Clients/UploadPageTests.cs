using Ossa.Client;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;
using Ossa.Server.Administration;

namespace Ossa.Conformance.Clients;

/// <summary>
/// The pages of links to upload by in Chromium, with and without script, and curl under them. Where OSSA_SCREENSHOTS names a directory, pictures
/// of the pages are left there.
/// </summary>
public sealed class UploadPageTests(StrictServer server)
{
    private const string Bucket = "upload-pages";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_sends_files_by_dropping_choosing_and_without_script()
    {
        using var client = await OpenAsync();
        var pages = new Dictionary<string, string>
        {
            ["inbox"] = await MakeAsync(
                "inbox/",
                ("max-file-bytes", "1048576"),
                ("max-files", "20"),
                ("types", "image/*,text/plain")
            ),
            ["cut"] = await MakeAsync("cut/", ("max-files", "20")),
            ["late"] = await MakeAsync("late/", ("max-files", "20")),
            ["one"] = await MakeAsync("report.pdf"),
            ["secret"] = await MakeAsync("secret/", (AdminApi.PasswordHash, PageVisit.Hash)),
        };
        await PageVisit.RunAsync("upload-page.mjs", pages, Tool.ChromiumShell);
        var names = await NamesAsync(client, "inbox/");
        Assert.Contains("inbox/read me 读我.txt", names);
        Assert.Contains("inbox/dropped (2).txt", names);
        Assert.Contains("inbox/plain ä %221%22.txt", names);
        Assert.Equal(["cut/kept.txt"], await NamesAsync(client, "cut/"));
    }

    [Fact]
    public async Task Curl_puts_a_file_under_the_page_and_by_its_form()
    {
        using var directory = new TemporaryDirectory();
        using var client = await OpenAsync();
        var path = Path.Combine(directory.FullPath, "a b.txt");
        await File.WriteAllTextAsync(path, "by curl", Cancel);
        var page = await MakeAsync("curl/");
        string[][] ways =
        [
            ["--upload-file", path, page + "/"],
            ["--form", $"file=@{path}", page],
        ];
        foreach (var way in ways)
        {
            (
                await ProcessRunner.RunAsync(
                    Tool.Curl.Require(),
                    ["--fail", "--silent", "--show-error", .. way],
                    new ProgramOptions(),
                    Cancel
                )
            ).ShouldSucceed();
        }

        Assert.Equal(["curl/a b (2).txt", "curl/a b.txt"], await NamesAsync(client, "curl/"));
    }

    private async Task<OssClient> OpenAsync()
    {
        var client = PageVisit.ClientOf(server.Process);
        await client.PutBucketAsync(Bucket, cancellationToken: Cancel);
        return client;
    }

    private static async Task<List<string>> NamesAsync(OssClient client, string prefix) =>
        await client
            .ListObjectsAsync(Bucket, new ListObjectsOptions { Prefix = prefix }, Cancel)
            .Select(found => found.Key)
            .ToListAsync(Cancel);

    private Task<string> MakeAsync(string key, params (string Name, string Value)[] more) =>
        LinkPages.MakeAsync(server, Bucket, key, [("kind", "upload"), .. more]);
}
