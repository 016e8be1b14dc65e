using System.Text;
using Ossa.Client;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>Previews of a document and of hostile files in the whole of Chromium, whose viewer shows documents, on a server whose buckets have hosts of their own.</summary>
public sealed class PreviewTests
{
    private const string Bucket = "share-pages";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_buckets_have_hosts_of_their_own_no_preview_runs_anything()
    {
        await using var own = await OssaProcess.StartAsync(
            ["--ephemeral", "--strict", "--domain", "ossa.test", "--listen", "http://127.0.0.1:0"],
            cancellationToken: Cancel
        );
        using var client = PageVisit.ClientOf(own);
        await client.PutBucketAsync(Bucket, cancellationToken: Cancel);
        var pages = new Dictionary<string, string>();
        (string Key, string Type, byte[] Content)[] files =
        [
            ("Letter.pdf", "application/pdf", MediaFiles.Letter()),
            .. HostileFiles.All.Select(file => (file.Key, file.Type, Encoding.UTF8.GetBytes(file.Content))),
        ];
        foreach (var (key, type, content) in files)
        {
            await client.PutObjectAsync(Bucket, key, content, new PutObjectOptions { ContentType = type }, Cancel);
            var made = await LinkPages.MakeAsync(own, Bucket, key, ("disposition", "inline"));
            pages[key] = new UriBuilder(made.Page!) { Host = "ossa.test" }
                .Uri
                .AbsoluteUri;
        }

        await PageVisit.RunAsync("preview-origin.mjs", pages, Tool.Chromium);
    }
}
