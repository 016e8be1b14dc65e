using System.Net;

namespace Ossa.Client.Aot;

internal sealed class LinkFeatures(OssClient client, string bucket)
{
    private const string Key = "linked.txt";

    private string _id = "";
    private string _denied = "";

    public IEnumerable<Feature> All() =>
        [
            new(nameof(client.CreateLinkAsync), CreateAsync),
            new(nameof(client.ListLinksAsync), ListAsync),
            new(nameof(client.GetLinkAsync), GetAsync),
            new(nameof(client.ReadLinkLogAsync), ReadLogAsync),
            new(nameof(client.ExtendLinkAsync), ExtendAsync),
            new(nameof(client.CreateFolderLinkAsync), CreateFolderAsync),
            new(nameof(client.CreateUploadLinkAsync), CreateUploadAsync),
            new(nameof(client.DenyUrlAsync), DenyAsync),
            new(nameof(client.ListDeniedUrlsAsync), ListDeniedAsync),
            new(nameof(client.AllowUrlAsync), AllowAsync),
            new(nameof(client.RevokeLinkAsync), RevokeAsync),
        ];

    private async Task CreateAsync()
    {
        await client.PutObjectAsync(bucket, Key, "by link"u8.ToArray());
        var made = await client.CreateLinkAsync(bucket, Key, new LinkOptions { Name = "native", MaxDownloads = 2 });
        using var http = new HttpClient();
        Check.Equal("by link", await http.GetStringAsync(made.Url));
        _id = made.Id;
    }

    private async Task ListAsync() =>
        Check.Equal("native", (await client.ListLinksAsync()).Single(link => link.Id == _id).Name);

    private async Task GetAsync() => Check.Equal(1L, (await client.GetLinkAsync(_id)).Downloads);

    /// <summary>An entry is made once its answer is sent, so it may come a moment later.</summary>
    private async Task ReadLogAsync()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            await foreach (var entry in client.ReadLinkLogAsync(_id))
            {
                Check.Equal(("GetObject", 200, Key), (entry.Operation, entry.Status, entry.Key));
                return;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
        throw new InvalidOperationException("The log of the link says nothing of its use.");
    }

    private async Task ExtendAsync()
    {
        var before = await client.GetLinkAsync(_id);
        var extended = await client.ExtendLinkAsync(_id, TimeSpan.FromDays(30));
        Check.Equal(true, extended.ExpiresAt > before.ExpiresAt);
    }

    private async Task CreateFolderAsync()
    {
        var made = await client.CreateFolderLinkAsync(bucket, "native/", new LinkOptions { MaxDownloads = 1 });
        Check.Equal((ManagedLinkKind.Folder, true), (made.Kind, made.Url is null));
        await client.RevokeLinkAsync(made.Id);
    }

    private async Task CreateUploadAsync()
    {
        const string Received = "received.txt";
        var options = new UploadLinkOptions
        {
            MaxFiles = 1,
            MaxFileBytes = 100,
            Types = ["text/*"],
            MayOverwrite = true,
        };
        var made = await client.CreateUploadLinkAsync(bucket, Received, options);
        Check.Equal(ManagedLinkKind.Upload, made.Kind);
        using var http = new HttpClient();
        // The content states a type of its own, as programs do.
        using var answer = await http.PutAsync(made.Url, new StringContent("by link"));
        Check.Equal(HttpStatusCode.OK, answer.StatusCode);
        Check.Equal(1L, (await client.GetLinkAsync(made.Id)).Files);
        await client.RevokeLinkAsync(made.Id);
        await client.DeleteObjectAsync(bucket, Received);
    }

    private async Task DenyAsync()
    {
        var url = (await client.GetLinkAsync(_id)).Url!.AbsoluteUri;
        _denied = url;
        await client.DenyUrlAsync(url);
        using var http = new HttpClient();
        using var answer = await http.GetAsync(url);
        Check.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task ListDeniedAsync() => Check.Equal(1, (await client.ListDeniedUrlsAsync()).Count);

    private async Task AllowAsync()
    {
        await client.AllowUrlAsync(_denied);
        Check.Equal(0, (await client.ListDeniedUrlsAsync()).Count);
    }

    private async Task RevokeAsync()
    {
        var url = (await client.GetLinkAsync(_id)).Url;
        Check.Equal(ManagedLinkState.Revoked, (await client.RevokeLinkAsync(_id)).State);
        using var http = new HttpClient();
        using var answer = await http.GetAsync(url);
        Check.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        await client.DeleteObjectAsync(bucket, Key);
    }
}
