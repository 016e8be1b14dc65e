using Ossa.Client;
using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Client.Scenes;

public sealed class BucketSceneTests : ClientTest
{
    [Fact]
    public async Task A_bucket_is_made_described_listed_and_deleted()
    {
        using var client = Connect();
        await client.PutBucketAsync(
            "second-bucket",
            CannedAcl.PublicRead,
            new CreateBucketConfiguration { StorageClass = "IA" },
            Cancel
        );
        var info = await client.GetBucketInfoAsync("second-bucket", Cancel);
        Assert.Equal(("second-bucket", "IA", "public-read"), (info.Name, info.StorageClass, info.Acl));
        Assert.Equal("oss-cn-hangzhou", await client.GetBucketLocationAsync("second-bucket", Cancel));
        await client.PutBucketAclAsync("second-bucket", CannedAcl.Private, Cancel);
        Assert.Equal(CannedAcl.Private, await client.GetBucketAclAsync("second-bucket", Cancel));
        Assert.Equal(["second-bucket", Bucket], await NamesAsync(client));
        await client.DeleteBucketAsync("second-bucket", Cancel);
        Assert.Equal([Bucket], await NamesAsync(client));
        var gone = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.GetBucketInfoAsync("second-bucket", Cancel)
        );
        Assert.Equal("NoSuchBucket", gone.Code);
    }

    [Fact]
    public async Task Cors_rules_are_kept_and_removed()
    {
        using var client = Connect();
        var rule = new CorsRuleDocument
        {
            AllowedOrigins = ["https://*.example.com"],
            AllowedMethods = ["GET", "PUT"],
            AllowedHeaders = ["*"],
            ExposeHeaders = ["ETag"],
            MaxAgeSeconds = 600,
        };
        await client.PutBucketCorsAsync(Bucket, new CorsConfiguration { Rules = [rule], ResponseVary = true }, Cancel);
        var kept = await client.GetBucketCorsAsync(Bucket, Cancel);
        var keptRule = Assert.Single(kept.Rules);
        Assert.True(kept.ResponseVary);
        Assert.Equal(rule.AllowedOrigins, keptRule.AllowedOrigins);
        Assert.Equal(rule.AllowedMethods, keptRule.AllowedMethods);
        Assert.Equal(600, keptRule.MaxAgeSeconds);
        await client.DeleteBucketCorsAsync(Bucket, Cancel);
        var none = await Assert.ThrowsAsync<OssServiceException>(() => client.GetBucketCorsAsync(Bucket, Cancel));
        Assert.Equal("NoSuchCORSConfiguration", none.Code);
    }

    [Fact]
    public async Task A_listing_goes_through_its_pages_and_groups()
    {
        using var client = Connect();
        string[] keys = ["a b+c", "d/1", "d/2", "e%2F\u0001<&>", "z\r\n", "é/中", "😀"];
        foreach (var key in keys)
        {
            await client.PutObjectAsync(Bucket, key, [1], null, Cancel);
        }
        var small = new ListObjectsOptions { MaxKeys = 2 };
        var listed = await client.ListObjectsAsync(Bucket, small, Cancel).ToListAsync(Cancel);
        Assert.Equal(keys, listed.Select(entry => entry.Key));
        Assert.All(listed, entry => Assert.Equal(1, entry.Size));
        var grouped = small with { Delimiter = "/" };
        var pages = await client.ListObjectPagesAsync(Bucket, grouped, Cancel).ToListAsync(Cancel);
        Assert.Equal(["d/", "é/"], pages.SelectMany(page => page.CommonPrefixes));
        Assert.Equal(4, pages.Sum(page => page.Contents.Count));
        var within = new ListObjectsOptions
        {
            Prefix = "d/",
            StartAfter = "d/1",
            FetchOwner = true,
        };
        var entry = Assert.Single(await client.ListObjectsAsync(Bucket, within, Cancel).ToListAsync(Cancel));
        Assert.Equal("d/2", entry.Key);
        Assert.False(string.IsNullOrEmpty(entry.Owner?.Id));
    }

    [Fact]
    public async Task Many_objects_are_deleted_in_requests_of_a_thousand()
    {
        using var client = Connect();
        await client.PutObjectAsync(Bucket, "odd\u0001\r\n&<key>", [1], null, Cancel);
        await client.PutObjectAsync(Bucket, "stays", [1], null, Cancel);
        string[] keys = ["odd\u0001\r\n&<key>", .. Enumerable.Range(0, 1000).Select(i => $"never-was-{i}")];
        var deleted = await client.DeleteObjectsAsync(Bucket, keys, Cancel);
        Assert.Equal(keys, deleted.Select(entry => entry.Key));
        var left = await client.ListObjectsAsync(Bucket, null, Cancel).ToListAsync(Cancel);
        Assert.Equal(["stays"], left.Select(entry => entry.Key));
    }

    private static async Task<List<string>> NamesAsync(OssClient client) =>
        await client.ListBucketsAsync(cancellationToken: Cancel).Select(bucket => bucket.Name).ToListAsync(Cancel);
}
