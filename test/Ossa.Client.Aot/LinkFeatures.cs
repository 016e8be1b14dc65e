using System.Net;

namespace Ossa.Client.Aot;

internal sealed class LinkFeatures(OssClient client, string bucket)
{
    private const string Key = "linked.txt";

    private string _id = "";

    public IEnumerable<Feature> All() =>
        [
            new(nameof(client.CreateLinkAsync), CreateAsync),
            new(nameof(client.ListLinksAsync), ListAsync),
            new(nameof(client.GetLinkAsync), GetAsync),
            new(nameof(client.ExtendLinkAsync), ExtendAsync),
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

    private async Task ExtendAsync()
    {
        var before = await client.GetLinkAsync(_id);
        var extended = await client.ExtendLinkAsync(_id, TimeSpan.FromDays(30));
        Check.Equal(true, extended.ExpiresAt > before.ExpiresAt);
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
