using Ossa.Protocol.Documents;

namespace Ossa.Client.Aot;

/// <summary>In a bucket of its own, since one that has kept versions never forgets that.</summary>
internal sealed class VersionFeatures(OssClient client, string bucket)
{
    private const string Key = "版本 a+b.txt";

    private readonly string _bucket = bucket + "-versions";
    private string _first = "";

    public IEnumerable<Feature> All() =>
        [
            new(nameof(client.PutBucketVersioningAsync), EnableAsync),
            new(nameof(client.GetBucketVersioningAsync), StatusAsync),
            new(nameof(client.ListObjectVersionsAsync), ListAsync),
            new(nameof(client.ListObjectVersionsPageAsync), PageAsync),
            new(nameof(client.GetBucketStatAsync), CountAsync),
        ];

    private async Task EnableAsync()
    {
        await client.PutBucketAsync(_bucket);
        await client.PutBucketVersioningAsync(_bucket, new VersioningConfiguration(VersioningConfiguration.Enabled));
        _first = (await client.PutObjectAsync(_bucket, Key, [1])).VersionId ?? "";
        await client.PutObjectAsync(_bucket, Key, [1, 2]);
        await client.DeleteObjectAsync(_bucket, Key);
    }

    private async Task StatusAsync() =>
        Check.Equal(VersioningConfiguration.Enabled, (await client.GetBucketVersioningAsync(_bucket)).Status);

    private async Task ListAsync()
    {
        var entries = new List<ListedVersion>();
        await foreach (var entry in client.ListObjectVersionsAsync(_bucket))
        {
            entries.Add(entry);
        }

        Check.Equal((3, true), (entries.Count, entries[0] is DeleteMarkerEntry));
        Check.Equal(_first, entries[^1].VersionId);
        await using var old = await client.GetObjectAsync(_bucket, Key, new GetObjectOptions { VersionId = _first });
        Check.Equal(1, old.Content.ReadByte());
    }

    private async Task PageAsync()
    {
        var page = await client.ListObjectVersionsPageAsync(_bucket, new ListObjectVersionsOptions { MaxKeys = 1 });
        Check.Equal((1, true), (page.Entries.Count, page.IsTruncated));
    }

    private async Task CountAsync()
    {
        var stat = await client.GetBucketStatAsync(_bucket);
        Check.Equal((2, 1, 3), (stat.ObjectCount, stat.DeleteMarkerCount, stat.Storage));
        await foreach (var entry in client.ListObjectVersionsAsync(_bucket))
        {
            await client.DeleteObjectAsync(_bucket, entry.Key, entry.VersionId);
        }

        await client.DeleteBucketAsync(_bucket);
    }
}
