using System.Security.Cryptography;
using System.Text;
using Ossa.Client;
using Ossa.Conformance.Hosting;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;

namespace Ossa.Conformance.Clients;

/// <summary>
/// The pages of links in Chromium: what a person does on them, with and without script, and what strangers' names and contents must not do.
/// Where OSSA_SCREENSHOTS names a directory, pictures of the pages are left there.
/// </summary>
public sealed class SharePageTests(StrictServer server)
{
    private const string Bucket = "share-pages";
    private const string Hostile = "<img src=x onerror=\"window.hacked=1\"> '\" & report.html";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_gets_the_file_and_nothing_of_strangers_runs()
    {
        await PageVisit.RunAsync("share-page.mjs", await MakePagesAsync());
    }

    private static Task<ObjectProperties> PutAsync(OssClient client, string key, string type, byte[] content) =>
        client.PutObjectAsync(Bucket, key, content, new PutObjectOptions { ContentType = type }, Cancel);

    private async Task<Dictionary<string, string>> MakePagesAsync()
    {
        using var client = PageVisit.ClientOf(server.Process);
        await client.PutBucketAsync(Bucket, cancellationToken: Cancel);
        var script = Encoding.UTF8.GetBytes("<script>window.hacked = 1; alert(1)</script>\n<h1>é 中文</h1>\n");
        (string Key, string Type, byte[] Content)[] objects =
        [
            ("Evening at the lake.bmp", "image/bmp", MediaFiles.Picture()),
            ("album/2026/Evening at the lake.bmp", "image/bmp", MediaFiles.Picture()),
            ("album/读我 +.txt", "text/plain", Encoding.UTF8.GetBytes("read me")),
            ("large.bin", "application/octet-stream", RandomNumberGenerator.GetBytes(150_000)),
            ("Tone.wav", "audio/wav", MediaFiles.Tone()),
            ("Film.webm", "video/webm", MediaFiles.Film()),
            (Hostile, "text/html", script),
            (
                "picture.svg",
                "image/svg+xml",
                [.. "<svg xmlns='http://www.w3.org/2000/svg'>"u8, .. script, .. "</svg>"u8]
            ),
        ];
        foreach (var (key, type, content) in objects)
        {
            await PutAsync(client, key, type, content);
        }

        var pages = new Dictionary<string, string>
        {
            ["image"] = await LinkPages.MakeAsync(server, Bucket, "Evening at the lake.bmp", ("max-downloads", "20")),
            ["plain"] = await LinkPages.MakeAsync(server, Bucket, "large.bin"),
            ["slow"] = await LinkPages.MakeAsync(server, Bucket, "large.bin", ("rate", "32768")),
            ["html"] = await LinkPages.MakeAsync(server, Bucket, Hostile),
            ["few"] = await LinkPages.MakeAsync(server, Bucket, "large.bin", ("max-downloads", "5")),
            ["film"] = await LinkPages.MakeAsync(server, Bucket, "Film.webm"),
            ["sound"] = await LinkPages.MakeAsync(server, Bucket, "Tone.wav"),
            ["svg"] = await LinkPages.MakeAsync(server, Bucket, "picture.svg"),
            ["folder"] = await LinkPages.MakeAsync(server, Bucket, "album/", ("kind", "folder")),
            ["secret"] = await LinkPages.MakeAsync(
                server,
                Bucket,
                "large.bin",
                (AdminApi.PasswordHash, PageVisit.Hash)
            ),
            ["early"] = await LinkPages.MakeAsync(
                server,
                Bucket,
                "large.bin",
                ("not-before", SigningTime.ToIsoBasic(TimeProvider.System.GetUtcNow().AddDays(1)))
            ),
        };
        foreach (var (key, type, content) in HostileFiles.All)
        {
            await PutAsync(client, key, type, Encoding.UTF8.GetBytes(content));
            pages[$"payload {type} {key}"] = await LinkPages.MakeAsync(server, Bucket, key, ("disposition", "inline"));
        }

        return pages;
    }
}
