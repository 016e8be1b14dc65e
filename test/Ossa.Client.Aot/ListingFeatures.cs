namespace Ossa.Client.Aot;

internal sealed class ListingFeatures(OssClient client, string bucket)
{
    public IEnumerable<Feature> All() =>
        [
            new(nameof(client.ListObjectsAsync), ListAsync),
            new(nameof(client.ListObjectPagesAsync), PagesAsync),
            new(nameof(client.ListObjectsPageAsync), PageAsync),
        ];

    private async Task ListAsync()
    {
        var keys = new List<string>();
        await foreach (var entry in client.ListObjectsAsync(bucket))
        {
            keys.Add(entry.Key);
        }

        Check.Equal("copy.txt,报告 2026/a+b.txt", string.Join(',', keys));
    }

    private async Task PagesAsync()
    {
        var pages = 0;
        await foreach (var page in client.ListObjectPagesAsync(bucket, new ListObjectsOptions { MaxKeys = 1 }))
        {
            Check.Equal(1, page.Contents.Count);
            pages++;
        }

        Check.Equal(2, pages);
    }

    private async Task PageAsync()
    {
        var page = await client.ListObjectsPageAsync(bucket, new ListObjectsOptions { Delimiter = "/" });
        Check.Equal("报告 2026/", page.CommonPrefixes.Single());
    }
}
