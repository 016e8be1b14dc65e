using System.Text;
using Ossa.Client;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Client;

public sealed class MultipartListingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parts_are_listed_page_after_page()
    {
        await using var peer = RawPeer.Start(
            Answer(
                new ListPartsResult
                {
                    IsTruncated = true,
                    NextPartNumberMarker = 2,
                    Parts = [Part(1), Part(2)],
                }
            ),
            Answer(new ListPartsResult { NextPartNumberMarker = 7, Parts = [Part(7)] })
        );
        using var client = peer.Client();
        var parts = await client.ListPartsAsync("bucket", "key", "id", Cancel).ToListAsync(Cancel);
        Assert.Equal([Part(1), Part(2), Part(7)], parts);
        Assert.Equal(["uploadId=id", "encoding-type=url", "max-parts=1000"], peer.Requests[0].Query);
        Assert.Equal(
            ["uploadId=id", "encoding-type=url", "max-parts=1000", "part-number-marker=2"],
            peer.Requests[1].Query
        );
        Assert.All(peer.Requests, request => Assert.True(request.IsSigned()));
    }

    [Fact]
    public async Task A_listed_part_completes_an_upload_like_one_that_was_just_uploaded()
    {
        await using var peer = RawPeer.Start(Answer(new ListPartsResult { Parts = [Part(3)] }));
        using var client = peer.Client();
        var listed = await client.ListPartsAsync("bucket", "key", "id", Cancel).SingleAsync(Cancel);
        Assert.Equal(new UploadedPart(3, "\"E\"") { Crc64 = 3, Length = 5 }, new UploadedPart(listed));
    }

    [Fact]
    public async Task A_list_of_parts_that_goes_on_nowhere_fails()
    {
        await using var peer = RawPeer.Start(
            Answer(
                new ListPartsResult
                {
                    IsTruncated = true,
                    NextPartNumberMarker = 2,
                    Parts = [Part(2)],
                }
            )
        );
        using var client = peer.Client();
        await Assert.ThrowsAsync<OssResponseException>(async () =>
            await client.ListPartsAsync("bucket", "key", "id", Cancel).ToListAsync(Cancel)
        );
        Assert.Equal(2, peer.Requests.Count);
    }

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task Uploads_are_listed_page_after_page(SignatureVersion version)
    {
        await using var peer = RawPeer.Start(
            Answer(
                new ListMultipartUploadsResult
                {
                    EncodingType = "url",
                    IsTruncated = true,
                    NextKeyMarker = "a b",
                    NextUploadIdMarker = "2",
                    Uploads = [Upload("a b", "1"), Upload("a b", "2")],
                }
            ),
            Answer(new ListMultipartUploadsResult { EncodingType = "url", Uploads = [Upload("c\u0001", "1")] })
        );
        using var client = peer.Client(options => options with { Signature = version });
        var options = new ListMultipartUploadsOptions { Prefix = "p", MaxUploads = 2 };
        var uploads = await client.ListMultipartUploadsAsync("bucket", options, Cancel).ToListAsync(Cancel);
        Assert.Equal([Upload("a b", "1"), Upload("a b", "2"), Upload("c\u0001", "1")], uploads);
        Assert.Equal(["uploads", "encoding-type=url", "prefix=p", "max-uploads=2"], peer.Requests[0].Query);
        Assert.Equal(
            ["uploads", "encoding-type=url", "prefix=p", "key-marker=a b", "upload-id-marker=2", "max-uploads=2"],
            peer.Requests[1].Query
        );
        Assert.All(peer.Requests, request => Assert.True(request.IsSigned()));
    }

    [Fact]
    public async Task A_page_of_uploads_has_its_common_prefixes()
    {
        await using var peer = RawPeer.Start(Answer(new ListMultipartUploadsResult { CommonPrefixes = ["a/", "b/"] }));
        using var client = peer.Client();
        var options = new ListMultipartUploadsOptions { Delimiter = "/" };
        var page = await client.ListMultipartUploadsPageAsync("bucket", options, Cancel);
        Assert.Equal(["a/", "b/"], page.CommonPrefixes);
        Assert.Contains("delimiter=/", peer.Requests[0].Query);
    }

    private static PartEntry Part(int number) =>
        new()
        {
            PartNumber = number,
            LastModified = DateTimeOffset.UnixEpoch,
            ETag = "\"E\"",
            HashCrc64ecma = (ulong)number,
            Size = 5,
        };

    private static UploadEntry Upload(string key, string id) =>
        new()
        {
            Key = key,
            UploadId = id,
            Initiated = DateTimeOffset.UnixEpoch,
        };

    private static byte[] Answer(IXmlDocument document) =>
        RawPeer.Answer("200 OK", "", Encoding.UTF8.GetString(XmlText.ToUtf8(document)));
}
