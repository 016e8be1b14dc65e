using System.Security.Cryptography;
using System.Text;
using Ossa.Client;
using Ossa.Protocol.Access;
using Ossa.Protocol.Checksums;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Client;

public sealed class MultipartTests
{
    private static readonly byte[] First = Encoding.UTF8.GetBytes("hello, ");
    private static readonly byte[] Second = Encoding.UTF8.GetBytes("world");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task An_upload_begins_with_what_the_object_will_have(SignatureVersion version)
    {
        var begun = new InitiateMultipartUploadResult
        {
            EncodingType = "url",
            Bucket = "bucket",
            Key = "a\u0001b",
            UploadId = "id",
        };
        await using var peer = RawPeer.Start(Answer(begun));
        using var client = peer.Client(options => options with { Signature = version });
        var options = new PutObjectOptions
        {
            ContentType = "image/png",
            Acl = CannedAcl.PublicRead,
            ContentMd5 = "not sent, as there is no body",
            UserMetadata = new Dictionary<string, string> { ["note"] = "x" },
        };
        Assert.Equal(begun, await client.InitiateMultipartUploadAsync("bucket", "a\u0001b", options, Cancel));
        var request = Assert.Single(peer.Requests);
        Assert.Equal(("POST", "/bucket/a%01b"), (request.Method, request.Path));
        Assert.Equal(["uploads", "encoding-type=url"], request.Query);
        Assert.Equal(("image/png", "x"), (request.Header("Content-Type"), request.Header("x-oss-meta-note")));
        Assert.Equal("public-read", request.Header("x-oss-object-acl"));
        Assert.Null(request.Header("Content-MD5"));
        Assert.Empty(request.Body);
        Assert.True(request.IsSigned());
    }

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task A_part_is_uploaded_and_known_by_its_checksum_and_length(SignatureVersion version)
    {
        await using var peer = RawPeer.Start(PartAnswer("\"E1\"", Crc64.Compute(First)));
        using var client = peer.Client(options => options with { Signature = version });
        var part = await client.UploadPartAsync("bucket", "key", "the id+", 10_000, First, null, Cancel);
        Assert.Equal(new UploadedPart(10_000, "\"E1\"") { Crc64 = Crc64.Compute(First), Length = First.Length }, part);
        var request = Assert.Single(peer.Requests);
        Assert.Equal(("PUT", "/bucket/key"), (request.Method, request.Path));
        Assert.Equal(["partNumber=10000", "uploadId=the id+"], request.Query);
        Assert.Equal(First, request.Body);
        Assert.True(request.IsSigned());
    }

    [Fact]
    public async Task A_part_is_that_much_of_a_longer_stream()
    {
        await using var peer = RawPeer.Start(PartAnswer("\"E1\"", Crc64.Compute(First)));
        using var client = peer.Client();
        using var file = new MemoryStream([.. First, .. Second]);
        var options = new UploadPartOptions
        {
            ContentLength = First.Length,
            ContentMd5 = Convert.ToBase64String(MD5.HashData(First)),
            Headers = new Dictionary<string, string> { ["x-oss-traffic-limit"] = "819200" },
        };
        var part = await client.UploadPartAsync("bucket", "key", "id", 1, file, options, Cancel);
        Assert.Equal(First.Length, part.Length);
        Assert.Equal(First.Length, file.Position);
        Assert.Equal(First, peer.Requests[0].Body);
        Assert.Equal(options.ContentMd5, peer.Requests[0].Header("Content-MD5"));
        Assert.Equal("819200", peer.Requests[0].Header("x-oss-traffic-limit"));
    }

    [Fact]
    public async Task A_part_of_a_stream_without_length_is_counted_as_it_goes()
    {
        await using var peer = RawPeer.Start(PartAnswer("\"E1\"", Crc64.Compute(First)));
        using var client = peer.Client();
        using var stream = new OneWayStream(First);
        var part = await client.UploadPartAsync("bucket", "key", "id", 1, stream, null, Cancel);
        Assert.Equal(First.Length, part.Length);
    }

    [Fact]
    public async Task A_part_that_is_sent_again_is_counted_once()
    {
        await using var peer = RawPeer.Start(
            RawPeer.Answer("503 Service Unavailable", "Retry-After: 0"),
            PartAnswer("\"E1\"", Crc64.Compute(First))
        );
        using var client = peer.Client();
        var part = await client.UploadPartAsync("bucket", "key", "id", 1, First, null, Cancel);
        Assert.Equal(2, peer.Requests.Count);
        Assert.Equal((Crc64.Compute(First), First.Length), (part.Crc64, part.Length));
    }

    [Fact]
    public async Task A_part_that_arrived_damaged_is_refused()
    {
        await using var peer = RawPeer.Start(PartAnswer("\"E1\"", Crc64.Compute(Second)));
        using var client = peer.Client();
        var damage = await Assert.ThrowsAsync<OssChecksumException>(() =>
            client.UploadPartAsync("bucket", "key", "id", 1, First, null, Cancel)
        );
        Assert.Equal((Crc64.Compute(First), Crc64.Compute(Second)), (damage.Expected, damage.Actual));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task A_part_s_number_is_from_1_to_10000(int number)
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK"));
        using var client = peer.Client();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            client.UploadPartAsync("bucket", "key", "id", number, First, null, Cancel)
        );
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () =>
            await client.UploadPartCopyAsync(new CopySource("bucket", "key"), "bucket", "key", "id", number)
        );
        Assert.Empty(peer.Requests);
    }

    [Fact]
    public async Task A_part_is_copied_from_a_range_of_a_version_under_conditions()
    {
        await using var peer = RawPeer.Start(
            Answer(new CopyPartResult(DateTimeOffset.UnixEpoch, "\"E2\""), "x-oss-hash-crc64ecma: 7")
        );
        using var client = peer.Client();
        var source = new CopySource("source", "a b?c")
        {
            VersionId = "v/1",
            IfMatch = "\"E\"",
            IfNoneMatch = "\"F\"",
            IfModifiedSince = DateTimeOffset.UnixEpoch,
            IfUnmodifiedSince = DateTimeOffset.UnixEpoch.AddDays(1),
        };
        var part = await client.UploadPartCopyAsync(source, "bucket", "key", "id", 2, (100, 199), Cancel);
        Assert.Equal(new UploadedPart(2, "\"E2\"") { Crc64 = 7, Length = 100 }, part);
        var request = Assert.Single(peer.Requests);
        Assert.Equal(["partNumber=2", "uploadId=id"], request.Query);
        Assert.Equal("/source/a%20b%3Fc?versionId=v%2F1", request.Header("x-oss-copy-source"));
        Assert.Equal("bytes=100-199", request.Header("x-oss-copy-source-range"));
        Assert.Equal("\"E\"", request.Header("x-oss-copy-source-if-match"));
        Assert.Equal("\"F\"", request.Header("x-oss-copy-source-if-none-match"));
        Assert.Equal("Thu, 01 Jan 1970 00:00:00 GMT", request.Header("x-oss-copy-source-if-modified-since"));
        Assert.Equal("Fri, 02 Jan 1970 00:00:00 GMT", request.Header("x-oss-copy-source-if-unmodified-since"));
        Assert.True(request.IsSigned());
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 4)]
    public async Task A_range_that_is_none_is_not_copied(long first, long last)
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK"));
        using var client = peer.Client();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () =>
            await client.UploadPartCopyAsync(
                new CopySource("bucket", "key"),
                "bucket",
                "key",
                "id",
                1,
                (first, last),
                Cancel
            )
        );
        Assert.Empty(peer.Requests);
    }

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task An_upload_is_completed_with_its_parts_and_its_whole_is_verified(SignatureVersion version)
    {
        await using var peer = RawPeer.Start(Completed(Crc64.Compute([.. First, .. Second])));
        using var client = peer.Client(options => options with { Signature = version });
        var options = new CompleteMultipartUploadOptions { Acl = CannedAcl.Private, ForbidOverwrite = true };
        var completed = await client.CompleteMultipartUploadAsync("bucket", "key", "id", Parts, options, Cancel);
        Assert.Equal(("http://bucket.localhost/key", "\"E-2\""), (completed.Location, completed.ETag));
        Assert.Equal("v1", completed.Properties.VersionId);
        var request = Assert.Single(peer.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal(["uploadId=id", "encoding-type=url"], request.Query);
        Assert.Equal(
            [new CompletedPart(1, "\"E1\""), new CompletedPart(5, "\"E2\"")],
            CompleteMultipartUpload.Read(new MemoryStream(request.Body)).Parts
        );
        Assert.Equal(Convert.ToBase64String(MD5.HashData(request.Body)), request.Header("Content-MD5"));
        Assert.Equal("private", request.Header("x-oss-object-acl"));
        Assert.Equal("true", request.Header("x-oss-forbid-overwrite"));
        Assert.True(request.IsSigned());
    }

    [Fact]
    public async Task An_object_that_is_not_its_parts_is_refused()
    {
        await using var peer = RawPeer.Start(Completed(Crc64.Compute([.. Second, .. First])));
        using var client = peer.Client();
        var damage = await Assert.ThrowsAsync<OssChecksumException>(() =>
            client.CompleteMultipartUploadAsync("bucket", "key", "id", Parts, null, Cancel)
        );
        Assert.Equal(Crc64.Compute([.. First, .. Second]), damage.Expected);
    }

    [Fact]
    public async Task A_part_of_unknown_checksum_leaves_the_whole_unverified()
    {
        await using var peer = RawPeer.Start(Completed(7));
        using var client = peer.Client();
        var completed = await client.CompleteMultipartUploadAsync(
            "bucket",
            "key",
            "id",
            [Parts[0], Parts[1] with { Crc64 = null }],
            null,
            Cancel
        );
        Assert.Equal(7UL, completed.Properties.Crc64);
    }

    [Fact]
    public async Task An_upload_is_completed_with_all_parts_and_no_body()
    {
        await using var peer = RawPeer.Start(Completed(7));
        using var client = peer.Client();
        await client.CompleteMultipartUploadWithAllPartsAsync("bucket", "key", "id", null, Cancel);
        var request = Assert.Single(peer.Requests);
        Assert.Equal("yes", request.Header("x-oss-complete-all"));
        Assert.Empty(request.Body);
        Assert.True(request.IsSigned());
    }

    [Fact]
    public async Task An_upload_is_never_completed_twice()
    {
        await using var peer = RawPeer.Start(answers: [null]);
        using var client = peer.Client();
        await Assert.ThrowsAsync<OssConnectionException>(() =>
            client.CompleteMultipartUploadAsync("bucket", "key", "id", Parts, null, Cancel)
        );
        Assert.Single(peer.Requests);
        await Assert.ThrowsAsync<OssConnectionException>(() =>
            client.CompleteMultipartUploadWithAllPartsAsync("bucket", "key", "id", null, Cancel)
        );
        Assert.Equal(2, peer.Requests.Count);
    }

    [Fact]
    public async Task An_upload_is_aborted_and_a_failure_to_is_not_repeated()
    {
        await using var peer = RawPeer.Start(
            RawPeer.Answer("204 No Content"),
            RawPeer.Answer("500 Internal Server Error")
        );
        using var client = peer.Client();
        await client.AbortMultipartUploadAsync("bucket", "key", "id", Cancel);
        await Assert.ThrowsAsync<OssServiceException>(() =>
            client.AbortMultipartUploadAsync("bucket", "key", "id", Cancel)
        );
        Assert.Equal(["DELETE", "DELETE"], peer.Requests.Select(request => request.Method));
        Assert.All(peer.Requests, request => Assert.Equal(["uploadId=id"], request.Query));
        Assert.All(peer.Requests, request => Assert.True(request.IsSigned()));
    }

    private static UploadedPart[] Parts =>
        [
            new(1, "\"E1\"") { Crc64 = Crc64.Compute(First), Length = First.Length },
            new(5, "\"E2\"") { Crc64 = Crc64.Compute(Second), Length = Second.Length },
        ];

    private static byte[] Completed(ulong crc) =>
        Answer(
            new CompleteMultipartUploadResult
            {
                EncodingType = "url",
                Location = "http://bucket.localhost/key",
                Bucket = "bucket",
                Key = "key",
                ETag = "E-2",
            },
            $"x-oss-hash-crc64ecma: {crc}\nx-oss-version-id: v1"
        );

    private static byte[] PartAnswer(string eTag, ulong crc) =>
        RawPeer.Answer("200 OK", $"ETag: {eTag}\nx-oss-hash-crc64ecma: {crc}");

    private static byte[] Answer(IXmlDocument document, string headers = "") =>
        RawPeer.Answer("200 OK", headers, Encoding.UTF8.GetString(XmlText.ToUtf8(document)));
}
