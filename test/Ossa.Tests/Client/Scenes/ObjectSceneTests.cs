using System.Net;
using System.Security.Cryptography;
using Ossa.Client;
using Ossa.Protocol.Access;
using Xunit;

namespace Ossa.Tests.Client.Scenes;

public sealed class ObjectSceneTests : ClientTest
{
    [Theory]
    [InlineData("plain.txt", SignatureVersion.V4)]
    [InlineData("a/../b", SignatureVersion.V4)]
    [InlineData("..", SignatureVersion.V4)]
    [InlineData("a+b c%2F//é中😀", SignatureVersion.V4)]
    [InlineData("a+b c%2F//é中😀", SignatureVersion.V1)]
    [InlineData("\u0001?#&=\u007F", SignatureVersion.V4)]
    public async Task What_was_put_comes_back(string key, SignatureVersion version)
    {
        using var client = Connect(options => options with { Signature = version });
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var put = await client.PutObjectAsync(
            Bucket,
            key,
            bytes,
            new PutObjectOptions
            {
                ContentType = "text/x-odd; a=b",
                UserMetadata = new Dictionary<string, string> { ["Note"] = "é中 😀" },
            },
            Cancel
        );
        Assert.Equal(bytes, await ReadAsync(client, key));
        var head = await client.HeadObjectAsync(Bucket, key, null, Cancel);
        Assert.Equal((put.ETag, put.Crc64), (head.ETag, head.Crc64));
        Assert.Equal((bytes.Length, "text/x-odd; a=b"), ((int)head.ContentLength!, head.ContentType));
        Assert.Equal("é中 😀", head.UserMetadata["note"]);
        var meta = await client.GetObjectMetaAsync(Bucket, key, Cancel);
        Assert.Equal((put.ETag, (long?)bytes.Length), (meta.ETag, meta.ContentLength));
    }

    [Fact]
    public async Task A_stream_of_unknown_length_is_sent_as_it_comes()
    {
        using var client = Connect();
        var bytes = RandomNumberGenerator.GetBytes(2_000_003);
        await client.PutObjectAsync(Bucket, "stream", new OneWayReader(bytes, 70_001), null, Cancel);
        Assert.Equal(bytes, await ReadAsync(client, "stream"));
    }

    [Fact]
    public async Task Of_a_stream_that_stays_open_only_the_announced_bytes_are_awaited()
    {
        using var client = Connect(options => options with { IdleTimeout = TimeSpan.FromSeconds(5) });
        byte[] bytes = [1, 2, 3, 4, 5];
        var source = new OneWayReader(bytes, 2, neverEnds: true);
        await client.PutObjectAsync(Bucket, "open", source, new PutObjectOptions { ContentLength = 5 }, Cancel);
        Assert.Equal(bytes, await ReadAsync(client, "open"));
    }

    [Fact]
    public async Task A_range_and_the_last_bytes_are_given()
    {
        using var client = Connect();
        await client.PutObjectAsync(Bucket, "digits", "0123456789"u8.ToArray(), null, Cancel);
        Assert.Equal(
            "234"u8.ToArray(),
            await ReadAsync(client, "digits", new GetObjectOptions { RangeStart = 2, RangeEnd = 4 })
        );
        Assert.Equal("789"u8.ToArray(), await ReadAsync(client, "digits", new GetObjectOptions { RangeEnd = 3 }));
        var beyond = await Assert.ThrowsAsync<OssServiceException>(() =>
            ReadAsync(client, "digits", new GetObjectOptions { RangeStart = 10 })
        );
        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, "InvalidRange"), (beyond.Status, beyond.Code));
    }

    [Fact]
    public async Task Conditions_that_do_not_hold_are_refusals()
    {
        using var client = Connect();
        var put = await client.PutObjectAsync(Bucket, "k", [1], null, Cancel);
        var same = await Assert.ThrowsAsync<OssServiceException>(() =>
            ReadAsync(client, "k", new GetObjectOptions { IfNoneMatch = put.ETag })
        );
        Assert.Equal(HttpStatusCode.NotModified, same.Status);
        var other = await Assert.ThrowsAsync<OssServiceException>(() =>
            ReadAsync(client, "k", new GetObjectOptions { IfMatch = "\"0\"" })
        );
        Assert.Equal("PreconditionFailed", other.Code);
    }

    [Fact]
    public async Task A_missing_object_is_named_also_without_a_body()
    {
        using var client = Connect();
        var get = await Assert.ThrowsAsync<OssServiceException>(() => ReadAsync(client, "gone"));
        Assert.Equal(("NoSuchKey", "0026-00000001", "gone"), (get.Code, get.Ec, get.Detail("Key")));
        var head = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.HeadObjectAsync(Bucket, "gone", null, Cancel)
        );
        Assert.Equal(("NoSuchKey", "0026-00000001"), (head.Code, head.Ec));
        Assert.Equal(24, head.RequestId.Length);
    }

    [Fact]
    public async Task An_object_is_not_overwritten_where_that_is_forbidden()
    {
        using var client = Connect();
        var options = new PutObjectOptions { ForbidOverwrite = true };
        await client.PutObjectAsync(Bucket, "once", [1], options, Cancel);
        var again = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.PutObjectAsync(Bucket, "once", [2], options, Cancel)
        );
        Assert.Equal("FileAlreadyExists", again.Code);
        Assert.Equal([1], await ReadAsync(client, "once"));
    }

    [Fact]
    public async Task A_copy_has_bytes_and_metadata_of_its_source_unless_replaced()
    {
        using var client = Connect();
        const string source = "from/a+b é%?.txt";
        var described = new PutObjectOptions { UserMetadata = new Dictionary<string, string> { ["a"] = "1" } };
        await client.PutObjectAsync(Bucket, source, [1, 2, 3], described, Cancel);
        await client.CopyObjectAsync(Bucket, source, Bucket, "kept", null, Cancel);
        var replace = new PutObjectOptions { ContentType = "text/x-new" };
        await client.CopyObjectAsync(Bucket, source, Bucket, "replaced", replace, Cancel);
        Assert.Equal([1, 2, 3], await ReadAsync(client, "kept"));
        Assert.Equal("1", (await client.HeadObjectAsync(Bucket, "kept", null, Cancel)).UserMetadata["a"]);
        var replaced = await client.HeadObjectAsync(Bucket, "replaced", null, Cancel);
        Assert.Equal("text/x-new", replaced.ContentType);
        Assert.Empty(replaced.UserMetadata);
    }

    [Fact]
    public async Task A_public_object_is_read_by_nobody_in_particular()
    {
        using var client = Connect();
        using var anonymous = Connect(options =>
            options with
            {
                Credentials = new Ossa.Client.Credentials.AnonymousCredentialsProvider(),
            }
        );
        await client.PutObjectAsync(Bucket, "open", [7], null, Cancel);
        var refusal = await Assert.ThrowsAsync<OssServiceException>(() => ReadAsync(anonymous, "open"));
        Assert.Equal("AccessDenied", refusal.Code);
        await client.PutObjectAclAsync(Bucket, "open", CannedAcl.PublicRead, Cancel);
        Assert.Equal(CannedAcl.PublicRead, await client.GetObjectAclAsync(Bucket, "open", Cancel));
        Assert.Equal([7], await ReadAsync(anonymous, "open"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_wrong_clock_is_put_right_and_the_upload_sent_whole(int hours)
    {
        Server.Time.SetUtcNow(Server.Time.GetUtcNow().AddHours(12));
        using var client = Connect(options =>
            options with
            {
                Clock = new ShiftedClock(TimeSpan.FromHours(12 + hours)),
            }
        );
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        await client.PutObjectAsync(Bucket, "late", bytes, null, Cancel);
        Assert.Equal(bytes, await ReadAsync(client, "late"));
    }

    private sealed class ShiftedClock(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
    }
}
