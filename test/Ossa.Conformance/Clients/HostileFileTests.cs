using System.Text;
using Ossa.Client;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>What strangers named and wrote, on the pages of links in the whole of Chromium: nothing of it may run.</summary>
public sealed class HostileFileTests(StrictServer server)
{
    private const string Bucket = "hostile-files";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_what_strangers_named_or_wrote_runs()
    {
        using var client = PageVisit.ClientOf(server.Process);
        await client.PutBucketAsync(Bucket, cancellationToken: Cancel);
        const string Drawing = $"<svg xmlns='http://www.w3.org/2000/svg'>{HostileFiles.Script}</svg>";
        var pages = new Dictionary<string, string>
        {
            ["html"] = await MakeAsync(client, (HostileFiles.Name, "text/html", HostileFiles.Script)),
            ["svg"] = await MakeAsync(client, ("picture.svg", "image/svg+xml", Drawing)),
        };
        foreach (var file in HostileFiles.All)
        {
            pages[$"payload {file.Type} {file.Key}"] = await MakeAsync(client, file, ("disposition", "inline"));
        }

        await PageVisit.RunAsync("hostile-files.mjs", pages, Tool.Chromium);
    }

    /// <summary>Stores a file; gives the address of the page of a link to it.</summary>
    private async Task<string> MakeAsync(
        OssClient client,
        (string Key, string Type, string Content) file,
        params (string Name, string Value)[] more
    )
    {
        var options = new PutObjectOptions { ContentType = file.Type };
        await client.PutObjectAsync(Bucket, file.Key, Encoding.UTF8.GetBytes(file.Content), options, Cancel);
        return await LinkPages.MakeAsync(server, Bucket, file.Key, more);
    }
}
