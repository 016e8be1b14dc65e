using System.Security.Cryptography;
using Ossa.Client;
using Xunit;

namespace Ossa.Tests.Client.Scenes;

public sealed class MultipartSceneTests : ClientTest
{
    private const string Key = "分片/a+b c.bin";
    private const int PartBytes = 100 * 1024;

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task Parts_become_the_object_and_its_checksum_is_verified(SignatureVersion version)
    {
        using var client = Connect(options => options with { Signature = version });
        var content = RandomNumberGenerator.GetBytes(PartBytes + 5);
        var wanted = new PutObjectOptions { ContentType = "x/y" };
        var upload = (await client.InitiateMultipartUploadAsync(Bucket, Key, wanted, Cancel)).UploadId;
        var last = await client.UploadPartAsync(Bucket, Key, upload, 9, content[PartBytes..], null, Cancel);
        var first = await client.UploadPartAsync(Bucket, Key, upload, 1, content[..PartBytes], null, Cancel);
        var whole = await client.CompleteMultipartUploadAsync(Bucket, Key, upload, [first, last], null, Cancel);
        Assert.Equal(content, await ReadAsync(client, Key));
        var head = await client.HeadObjectAsync(Bucket, Key, null, Cancel);
        Assert.Equal((whole.ETag, "Multipart", "x/y"), (head.ETag, head.ObjectType, head.ContentType));
        Assert.Equal(whole.Properties.Crc64, head.Crc64);
    }

    [Fact]
    public async Task An_upload_goes_on_from_the_parts_that_the_server_lists()
    {
        using var client = Connect();
        var content = RandomNumberGenerator.GetBytes(2 * PartBytes);
        await client.PutObjectAsync(Bucket, "source", content, null, Cancel);
        var upload = (await client.InitiateMultipartUploadAsync(Bucket, Key, null, Cancel)).UploadId;
        await client.UploadPartAsync(Bucket, Key, upload, 1, content[..PartBytes], null, Cancel);
        var source = new CopySource(Bucket, "source");
        var range = ((long)PartBytes, 2L * PartBytes - 1);
        await client.UploadPartCopyAsync(source, Bucket, Key, upload, 2, range, Cancel);
        List<UploadedPart> parts = [];
        await foreach (var part in client.ListPartsAsync(Bucket, Key, upload, Cancel))
        {
            parts.Add(new UploadedPart(part));
        }

        await client.CompleteMultipartUploadAsync(Bucket, Key, upload, parts, null, Cancel);
        Assert.Equal(content, await ReadAsync(client, Key));
    }

    [Fact]
    public async Task Unfinished_uploads_are_found_page_by_page_and_aborted()
    {
        using var client = Connect();
        for (var i = 0; i < 5; i++)
        {
            await client.InitiateMultipartUploadAsync(Bucket, i < 3 ? Key : "z", null, Cancel);
        }

        var aborted = 0;
        var options = new ListMultipartUploadsOptions { MaxUploads = 2 };
        await foreach (var upload in client.ListMultipartUploadsAsync(Bucket, options, Cancel))
        {
            await client.AbortMultipartUploadAsync(Bucket, upload.Key, upload.UploadId, Cancel);
            aborted++;
        }
        Assert.Equal(5, aborted);
        Assert.Equal(0, (await client.GetBucketStatAsync(Bucket, Cancel)).MultipartUploadCount);
    }

    [Fact]
    public async Task A_part_that_is_not_there_is_a_refusal_by_name()
    {
        using var client = Connect();
        var upload = (await client.InitiateMultipartUploadAsync(Bucket, Key, null, Cancel)).UploadId;
        var part = await client.UploadPartAsync(Bucket, Key, upload, 1, [1], null, Cancel);
        var refused = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.CompleteMultipartUploadAsync(Bucket, Key, upload, [part with { PartNumber = 2 }], null, Cancel)
        );
        Assert.Equal("InvalidPart", refused.Code);
        await client.CompleteMultipartUploadWithAllPartsAsync(Bucket, Key, upload, null, Cancel);
        Assert.Equal([1], await ReadAsync(client, Key));
    }

    [Fact]
    public async Task An_object_is_appended_to_and_its_checksum_is_verified()
    {
        using var client = Connect();
        var first = await client.AppendObjectAsync(Bucket, "log", 0, [1, 2], null, null, Cancel);
        var crc = first.Properties.Crc64;
        var second = await client.AppendObjectAsync(Bucket, "log", first.NextPosition, [3], crc, null, Cancel);
        Assert.Equal(3, second.NextPosition);
        Assert.Equal([1, 2, 3], await ReadAsync(client, "log"));
        var refused = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.AppendObjectAsync(Bucket, "log", 1, [9], null, null, Cancel)
        );
        Assert.Equal("PositionNotEqualToLength", refused.Code);
        Assert.Equal(3, (await client.HeadObjectAsync(Bucket, "log", null, Cancel)).NextAppendPosition);
    }
}
