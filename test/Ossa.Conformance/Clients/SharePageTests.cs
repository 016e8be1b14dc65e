using System.Security.Cryptography;
using System.Text;
using Ossa.Client;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;

namespace Ossa.Conformance.Clients;

/// <summary>
/// The pages of links in Chromium: what a person does on them, with and without script.
/// Where OSSA_SCREENSHOTS names a directory, pictures of the pages are left there.
/// </summary>
public sealed class SharePageTests(StrictServer server)
{
    private const string Bucket = "share-pages";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_gets_the_file()
    {
        await PageVisit.RunAsync("share-page.mjs", await MakePagesAsync(), Tool.ChromiumShell);
    }

    private static Task<ObjectProperties> PutAsync(OssClient client, string key, string type, byte[] content) =>
        client.PutObjectAsync(Bucket, key, content, new PutObjectOptions { ContentType = type }, Cancel);

    private async Task<Dictionary<string, string>> MakePagesAsync()
    {
        using var client = PageVisit.ClientOf(server.Process);
        await client.PutBucketAsync(Bucket, cancellationToken: Cancel);
        (string Key, string Type, byte[] Content)[] objects =
        [
            ("Evening at the lake.bmp", "image/bmp", MediaFiles.Picture()),
            ("album/2026/Evening at the lake.bmp", "image/bmp", MediaFiles.Picture()),
            ("album/读我 +.txt", "text/plain", Encoding.UTF8.GetBytes("read me")),
            ("large.bin", "application/octet-stream", RandomNumberGenerator.GetBytes(150_000)),
            ("Tone.wav", "audio/wav", MediaFiles.Tone()),
            ("Film.webm", "video/webm", MediaFiles.Film()),
            (HostileFiles.Name, "text/html", Encoding.UTF8.GetBytes(HostileFiles.Script)),
        ];
        foreach (var (key, type, content) in objects)
        {
            await PutAsync(client, key, type, content);
        }

        return new Dictionary<string, string>
        {
            ["image"] = await LinkPages.MakeAsync(server, Bucket, "Evening at the lake.bmp", ("max-downloads", "20")),
            ["plain"] = await LinkPages.MakeAsync(server, Bucket, "large.bin"),
            ["slow"] = await LinkPages.MakeAsync(server, Bucket, "large.bin", ("rate", "32768")),
            ["html"] = await LinkPages.MakeAsync(server, Bucket, HostileFiles.Name),
            ["few"] = await LinkPages.MakeAsync(server, Bucket, "large.bin", ("max-downloads", "5")),
            ["film"] = await LinkPages.MakeAsync(server, Bucket, "Film.webm"),
            ["sound"] = await LinkPages.MakeAsync(server, Bucket, "Tone.wav"),
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
    }
}
