using System.Text;
using CsCheck;
using Ossa.Client;
using Ossa.Tests.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Client.Scenes;

public sealed class AnyKeySceneTests : ClientTest
{
    private static readonly Comparer<string> ByBytes = Comparer<string>.Create(
        (a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))
    );

    [Fact]
    public async Task Any_key_is_stored_read_listed_in_order_and_deleted()
    {
        using var client = Connect();
        await NastyNames
            .Gen.Select(name => "k" + name)
            .List[1, 8]
            .SampleAsync(
                names => LiveAndDieAsync(client, [.. names.Distinct(StringComparer.Ordinal)]),
                iter: 30,
                threads: 1
            );
    }

    private static async Task LiveAndDieAsync(OssClient client, List<string> keys)
    {
        foreach (var key in keys)
        {
            await client.PutObjectAsync(Bucket, key, Utf8(key), null, Cancel);
        }
        foreach (var key in keys)
        {
            Assert.Equal(Utf8(key), await ReadAsync(client, key));
        }
        Assert.Equal(keys.Order(ByBytes), await ListAsync(client, new ListObjectsOptions { MaxKeys = 3 }));
        Assert.Contains(keys[0], await ListAsync(client, new ListObjectsOptions { Prefix = keys[0] }));
        var deleted = await client.DeleteObjectsAsync(Bucket, keys, Cancel);
        Assert.Equal(keys, deleted.Select(entry => entry.Key));
        Assert.Empty(await ListAsync(client, new ListObjectsOptions()));
    }

    private static async Task<List<string>> ListAsync(OssClient client, ListObjectsOptions options) =>
        await client.ListObjectsAsync(Bucket, options, Cancel).Select(entry => entry.Key).ToListAsync(Cancel);
}
