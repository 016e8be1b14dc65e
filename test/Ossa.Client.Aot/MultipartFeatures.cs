using System.Text;

namespace Ossa.Client.Aot;

/// <summary>Leaves nothing behind that other features would find.</summary>
internal sealed class MultipartFeatures(OssClient client, string bucket)
{
    private const string Key = "分片 a+b.bin";
    private static readonly byte[] Long = Encoding.UTF8.GetBytes(new string('y', 100 * 1024));

    private readonly List<UploadedPart> _parts = [];
    private string _upload = "";

    public IEnumerable<Feature> All() =>
        [
            new(nameof(client.InitiateMultipartUploadAsync), InitiateAsync),
            new(nameof(client.UploadPartAsync), UploadAsync),
            new(nameof(client.UploadPartCopyAsync), CopyAsync),
            new(nameof(client.ListPartsAsync), ListPartsAsync),
            new(nameof(client.ListPartsPageAsync), ListPartsPageAsync),
            new(nameof(client.ListMultipartUploadsAsync), ListUploadsAsync),
            new(nameof(client.ListMultipartUploadsPageAsync), ListUploadsPageAsync),
            new(nameof(client.CompleteMultipartUploadAsync), CompleteAsync),
            new(nameof(client.CompleteMultipartUploadWithAllPartsAsync), CompleteAllAsync),
            new(nameof(client.AbortMultipartUploadAsync), AbortAsync),
            new(nameof(client.UploadFileAsync), UploadFileAsync),
            new(nameof(client.AppendObjectAsync), AppendAsync),
        ];

    private async Task UploadFileAsync()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, [.. Long, .. Long, 1]);
            var options = new UploadFileOptions { MultipartThreshold = Long.Length, PartSize = Long.Length };
            var stored = await client.UploadFileAsync(bucket, Key, path, options);
            Check.Equal(true, stored.ETag!.EndsWith("-3\"", StringComparison.Ordinal));
            await client.DeleteObjectAsync(bucket, Key);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task InitiateAsync() => _upload = (await client.InitiateMultipartUploadAsync(bucket, Key)).UploadId;

    private async Task UploadAsync() => _parts.Add(await client.UploadPartAsync(bucket, Key, _upload, 1, Long));

    private async Task CopyAsync() =>
        _parts.Add(
            await client.UploadPartCopyAsync(new CopySource(bucket, "copy.txt"), bucket, Key, _upload, 2, (0, 9))
        );

    private async Task ListPartsAsync()
    {
        var numbers = new List<int>();
        await foreach (var part in client.ListPartsAsync(bucket, Key, _upload))
        {
            numbers.Add(part.PartNumber);
        }

        Check.Equal("1,2", string.Join(',', numbers));
    }

    private async Task ListPartsPageAsync()
    {
        var page = await client.ListPartsPageAsync(bucket, Key, _upload, maxParts: 1);
        Check.Equal((1, true), (page.Parts.Count, page.IsTruncated));
    }

    private async Task ListUploadsAsync()
    {
        var keys = new List<string>();
        await foreach (var upload in client.ListMultipartUploadsAsync(bucket))
        {
            keys.Add(upload.Key);
        }

        Check.Equal(Key, string.Join(',', keys));
    }

    private async Task ListUploadsPageAsync() =>
        Check.Equal(_upload, (await client.ListMultipartUploadsPageAsync(bucket)).Uploads.Single().UploadId);

    private async Task CompleteAsync()
    {
        await client.CompleteMultipartUploadAsync(bucket, Key, _upload, _parts);
        var whole = await client.HeadObjectAsync(bucket, Key);
        Check.Equal((Long.Length + 10, "Multipart"), (whole.ContentLength, whole.ObjectType));
    }

    private async Task CompleteAllAsync()
    {
        await InitiateAsync();
        await client.UploadPartAsync(bucket, Key, _upload, 7, Long);
        await client.CompleteMultipartUploadWithAllPartsAsync(bucket, Key, _upload);
        Check.Equal(Long.Length, (await client.HeadObjectAsync(bucket, Key)).ContentLength);
        await client.DeleteObjectAsync(bucket, Key);
    }

    private async Task AbortAsync()
    {
        await InitiateAsync();
        await client.AbortMultipartUploadAsync(bucket, Key, _upload);
        await Check.RefusedAsync("NoSuchUpload", () => client.ListPartsPageAsync(bucket, Key, _upload));
    }

    private async Task AppendAsync()
    {
        var first = await client.AppendObjectAsync(bucket, "log", 0, Long);
        var second = await client.AppendObjectAsync(bucket, "log", first.NextPosition, Long, first.Properties.Crc64);
        Check.Equal(2 * Long.Length, second.NextPosition);
        await Check.RefusedAsync("PositionNotEqualToLength", () => client.AppendObjectAsync(bucket, "log", 1, Long));
        await client.DeleteObjectAsync(bucket, "log");
    }
}
