using System.Text;
using Ossa.Protocol.Access;

namespace Ossa.Client.Aot;

internal sealed class ObjectFeatures(OssClient client, string bucket)
{
    private const string Key = "报告 2026/a+b.txt";
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(new string('x', 100_000));

    public IEnumerable<Feature> All() =>
        [
            new(nameof(client.PutObjectAsync), PutAsync),
            new(nameof(client.HeadObjectAsync), HeadAsync),
            new(nameof(client.GetObjectMetaAsync), MetaAsync),
            new(nameof(client.GetObjectAsync), GetAsync),
            new(nameof(client.PutObjectAclAsync), PutAclAsync),
            new(nameof(client.GetObjectAclAsync), GetAclAsync),
            new(nameof(client.CopyObjectAsync), CopyAsync),
        ];

    private async Task PutAsync()
    {
        var options = new PutObjectOptions
        {
            ContentType = "text/plain",
            UserMetadata = new Dictionary<string, string> { ["author"] = "me" },
        };
        var stored = await client.PutObjectAsync(bucket, Key, Content, options);
        Check.Equal(true, stored.Crc64 is not null);
    }

    private async Task HeadAsync()
    {
        var properties = await client.HeadObjectAsync(bucket, Key);
        Check.Equal((Content.Length, "text/plain"), (properties.ContentLength, properties.ContentType));
        Check.Equal("me", properties.UserMetadata["author"]);
    }

    private async Task MetaAsync() =>
        Check.Equal(Content.Length, (await client.GetObjectMetaAsync(bucket, Key)).ContentLength);

    private async Task GetAsync()
    {
        Check.Equal(Convert.ToHexString(Content), Convert.ToHexString(await ReadAsync(null)));
        Check.Equal(10, (await ReadAsync(new GetObjectOptions { RangeStart = 5, RangeEnd = 14 })).Length);
        await Check.RefusedAsync("NoSuchKey", () => client.GetObjectAsync(bucket, "none"));
    }

    private async Task<byte[]> ReadAsync(GetObjectOptions? options)
    {
        await using var download = await client.GetObjectAsync(bucket, Key, options);
        using var bytes = new MemoryStream();
        await download.Content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private Task PutAclAsync() => client.PutObjectAclAsync(bucket, Key, CannedAcl.Private);

    private async Task GetAclAsync() => Check.Equal(CannedAcl.Private, await client.GetObjectAclAsync(bucket, Key));

    private async Task CopyAsync()
    {
        var copied = await client.CopyObjectAsync(bucket, Key, bucket, "copy.txt");
        Check.Equal(copied.ETag, (await client.HeadObjectAsync(bucket, "copy.txt")).ETag);
    }
}
