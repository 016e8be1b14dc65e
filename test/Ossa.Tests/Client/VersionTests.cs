using System.Text;
using Ossa.Client;
using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Client;

public sealed class VersionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task A_version_is_named_in_every_operation_that_has_one(SignatureVersion version)
    {
        var acl = new AccessControlPolicy(Owner: null, "private");
        await using var peer = RawPeer.Start(
            RawPeer.Answer("200 OK"),
            RawPeer.Answer("200 OK"),
            RawPeer.Answer("200 OK"),
            RawPeer.Answer("200 OK"),
            Answer(acl),
            RawPeer.Answer("204 No Content")
        );
        using var client = peer.Client(options => options with { Signature = version });
        var options = new GetObjectOptions { VersionId = "v+1" };
        await using (await client.GetObjectAsync("bucket", "key", options, Cancel)) { }
        await client.HeadObjectAsync("bucket", "key", options, Cancel);
        await client.GetObjectMetaAsync("bucket", "key", "v+1", Cancel);
        await client.PutObjectAclAsync("bucket", "key", CannedAcl.Private, "v+1", Cancel);
        await client.GetObjectAclAsync("bucket", "key", "v+1", Cancel);
        await client.DeleteObjectAsync("bucket", "key", "v+1", Cancel);
        Assert.Equal(
            ["GET", "HEAD", "HEAD objectMeta", "PUT acl", "GET acl", "DELETE"],
            peer.Requests.Select(request => string.Join(' ', [request.Method, .. request.Query.SkipLast(1)]))
        );
        Assert.All(peer.Requests, request => Assert.Equal("versionId=v+1", request.Query[^1]));
        Assert.All(peer.Requests, request => Assert.True(request.IsSigned()));
    }

    [Fact]
    public async Task A_version_is_copied()
    {
        await using var peer = RawPeer.Start(Answer(new CopyObjectResult("\"E\"", DateTimeOffset.UnixEpoch)));
        using var client = peer.Client();
        var source = new CopySource("source", "key") { VersionId = "v1" };
        await client.CopyObjectAsync(source, "bucket", "copy", null, Cancel);
        Assert.Equal("/source/key?versionId=v1", peer.Requests[0].Header("x-oss-copy-source"));
        Assert.Null(peer.Requests[0].Header("x-oss-copy-source-if-match"));
        Assert.True(peer.Requests[0].IsSigned());
    }

    [Fact]
    public async Task A_deletion_tells_of_the_marker_that_it_made()
    {
        await using var peer = RawPeer.Start(
            RawPeer.Answer("204 No Content", "x-oss-delete-marker: true\nx-oss-version-id: m1")
        );
        using var client = peer.Client();
        Assert.Equal(
            new DeletedObject("key", VersionId: null, DeleteMarker: true, "m1"),
            await client.DeleteObjectAsync("bucket", "key", Cancel)
        );
        Assert.Empty(peer.Requests[0].Query);
    }

    [Fact]
    public async Task A_version_that_is_deleted_for_good_leaves_no_marker()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("204 No Content", "x-oss-version-id: v1"));
        using var client = peer.Client();
        Assert.Equal(new DeletedObject("key", "v1"), await client.DeleteObjectAsync("bucket", "key", "v1", Cancel));
    }

    [Fact]
    public async Task Many_versions_are_deleted_at_once()
    {
        DeletedObject[] deleted = [new("a", "v1"), new("b", null, DeleteMarker: true, "m1")];
        await using var peer = RawPeer.Start(Answer(new DeleteResult { Deleted = deleted }));
        using var client = peer.Client();
        ObjectIdentifier[] objects = [new("a", "v1"), new("b")];
        Assert.Equal(deleted, await client.DeleteObjectsAsync("bucket", objects, Cancel));
        Assert.Equal(objects, DeleteRequest.Read(new MemoryStream(peer.Requests[0].Body)).Objects);
    }

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task A_bucket_s_versioning_is_set_and_told(SignatureVersion version)
    {
        var enabled = new VersioningConfiguration(VersioningConfiguration.Enabled);
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK"), Answer(enabled));
        using var client = peer.Client(options => options with { Signature = version });
        await client.PutBucketVersioningAsync("bucket", enabled, Cancel);
        Assert.Equal(enabled, await client.GetBucketVersioningAsync("bucket", Cancel));
        Assert.Equal(enabled, VersioningConfiguration.Read(new MemoryStream(peer.Requests[0].Body)));
        Assert.Equal(["PUT", "GET"], peer.Requests.Select(request => request.Method));
        Assert.All(peer.Requests, request => Assert.Equal(["versioning"], request.Query));
        Assert.All(peer.Requests, request => Assert.True(request.IsSigned()));
    }

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task Versions_and_markers_are_listed_in_one_order_page_after_page(SignatureVersion version)
    {
        DeleteMarkerEntry marker = new() { Key = "a b", VersionId = "v3" };
        VersionEntry old = new()
        {
            Key = "a b",
            VersionId = "v2",
            ETag = "\"E\"",
        };
        VersionEntry last = new()
        {
            Key = "c\u0001",
            VersionId = "null",
            ETag = "\"F\"",
        };
        await using var peer = RawPeer.Start(
            Answer(
                new ListVersionsResult
                {
                    EncodingType = "url",
                    IsTruncated = true,
                    NextKeyMarker = "a b",
                    NextVersionIdMarker = "v2",
                    Entries = [marker, old],
                }
            ),
            Answer(new ListVersionsResult { EncodingType = "url", Entries = [last] })
        );
        using var client = peer.Client(options => options with { Signature = version });
        var options = new ListObjectVersionsOptions
        {
            Prefix = "p",
            Delimiter = "/",
            MaxKeys = 2,
        };
        var entries = await client.ListObjectVersionsAsync("bucket", options, Cancel).ToListAsync(Cancel);
        Assert.Equal([marker, old, last], entries);
        string[] common = ["versions", "encoding-type=url", "prefix=p", "delimiter=/"];
        Assert.Equal([.. common, "max-keys=2"], peer.Requests[0].Query);
        Assert.Equal([.. common, "key-marker=a b", "version-id-marker=v2", "max-keys=2"], peer.Requests[1].Query);
        Assert.All(peer.Requests, request => Assert.True(request.IsSigned()));
    }

    [Fact]
    public async Task A_list_of_versions_that_goes_on_nowhere_fails()
    {
        await using var peer = RawPeer.Start(Answer(new ListVersionsResult { IsTruncated = true }));
        using var client = peer.Client();
        await Assert.ThrowsAsync<OssResponseException>(async () =>
            await client.ListObjectVersionsAsync("bucket", null, Cancel).ToListAsync(Cancel)
        );
    }

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task A_bucket_tells_what_it_holds(SignatureVersion version)
    {
        var stat = new BucketStat
        {
            Storage = 5L << 40,
            ObjectCount = 7,
            DeleteMarkerCount = 1,
        };
        await using var peer = RawPeer.Start(Answer(stat));
        using var client = peer.Client(options => options with { Signature = version });
        Assert.Equal(stat, await client.GetBucketStatAsync("bucket", Cancel));
        Assert.Equal(["stat"], peer.Requests[0].Query);
        Assert.True(peer.Requests[0].IsSigned());
    }

    private static byte[] Answer(IXmlDocument document) =>
        RawPeer.Answer("200 OK", "", Encoding.UTF8.GetString(XmlText.ToUtf8(document)));
}
