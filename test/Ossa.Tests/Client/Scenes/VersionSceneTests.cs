using Ossa.Client;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Client.Scenes;

public sealed class VersionSceneTests : ClientTest
{
    private const string Key = "版本/a+b c.txt";

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task Every_version_is_read_listed_and_deleted(SignatureVersion version)
    {
        using var client = Connect(options => options with { Signature = version });
        Assert.Null((await client.GetBucketVersioningAsync(Bucket, Cancel)).Status);
        await EnableAsync(client);
        Assert.Equal("Enabled", (await client.GetBucketVersioningAsync(Bucket, Cancel)).Status);
        var first = (await client.PutObjectAsync(Bucket, Key, [1], null, Cancel)).VersionId!;
        await client.PutObjectAsync(Bucket, Key, [2], null, Cancel);
        var deleted = await client.DeleteObjectAsync(Bucket, Key, Cancel);
        Assert.True(deleted.DeleteMarker);
        Assert.Equal([1], await ReadAsync(client, Key, new GetObjectOptions { VersionId = first }));
        var source = new CopySource(Bucket, Key) { VersionId = first };
        await client.CopyObjectAsync(source, Bucket, "copy", cancellationToken: Cancel);
        Assert.Equal([1], await ReadAsync(client, "copy"));
        List<ListedVersion> entries = [];
        var options = new ListObjectVersionsOptions { MaxKeys = 1, Prefix = "版" };
        await foreach (var entry in client.ListObjectVersionsAsync(Bucket, options, Cancel))
        {
            entries.Add(entry);
        }

        Assert.Equal([true, false, false], entries.Select(entry => entry is DeleteMarkerEntry));
        Assert.Equal((deleted.DeleteMarkerVersionId, first), (entries[0].VersionId, entries[2].VersionId));
        foreach (var entry in entries)
        {
            await client.DeleteObjectAsync(Bucket, Key, entry.VersionId, Cancel);
        }

        var stat = await client.GetBucketStatAsync(Bucket, Cancel);
        Assert.Equal((1, 0, 1), (stat.ObjectCount, stat.DeleteMarkerCount, stat.Storage));
    }

    [Fact]
    public async Task A_version_that_is_gone_is_a_refusal_by_name()
    {
        using var client = Connect();
        await EnableAsync(client);
        var version = (await client.PutObjectAsync(Bucket, Key, [1], null, Cancel)).VersionId!;
        await client.DeleteObjectAsync(Bucket, Key, version, Cancel);
        var refused = await Assert.ThrowsAsync<OssServiceException>(() =>
            ReadAsync(client, Key, new GetObjectOptions { VersionId = version })
        );
        Assert.Equal("NoSuchVersion", refused.Code);
    }

    private static Task EnableAsync(OssClient client) =>
        client.PutBucketVersioningAsync(Bucket, new VersioningConfiguration(VersioningConfiguration.Enabled), Cancel);
}
