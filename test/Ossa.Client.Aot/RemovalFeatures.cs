namespace Ossa.Client.Aot;

internal sealed class RemovalFeatures(OssClient client, string bucket)
{
    public IEnumerable<Feature> All() =>
        [
            new(nameof(client.DeleteObjectAsync), DeleteAsync),
            new(nameof(client.DeleteObjectsAsync), DeleteManyAsync),
            new(nameof(client.DeleteBucketAsync), DeleteBucketAsync),
        ];

    private async Task DeleteAsync()
    {
        await Check.RefusedAsync("BucketNotEmpty", () => client.DeleteBucketAsync(bucket));
        await client.DeleteObjectAsync(bucket, "signed.txt");
        await Check.RefusedAsync("NoSuchKey", () => client.HeadObjectAsync(bucket, "signed.txt"));
    }

    private async Task DeleteManyAsync()
    {
        string[] keys = ["copy.txt", "报告 2026/a+b.txt"];
        Check.Equal(keys.Length, (await client.DeleteObjectsAsync(bucket, keys)).Count);
    }

    private Task DeleteBucketAsync() => client.DeleteBucketAsync(bucket);
}
