using System.Net;
using System.Text;
using Ossa.Client;
using Ossa.Protocol.Checksums;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;
using Xunit;

namespace Ossa.Tests.Client;

/// <summary>Peers that misbehave on purpose.</summary>
public sealed class FailureTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("hello, world");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_download_with_the_right_checksum_is_given_whole()
    {
        await using var peer = RawPeer.Start(Download(Crc64.Compute(Body), Body));
        using var client = peer.Client();
        await using var download = await client.GetObjectAsync("bucket", "key", cancellationToken: Cancel);
        Assert.Equal(Body, await ReadAsync(download.Content));
    }

    [Fact]
    public async Task A_download_with_a_wrong_checksum_never_gives_its_last_bytes()
    {
        await using var peer = RawPeer.Start(Download(Crc64.Compute(Body) + 1, Body));
        using var client = peer.Client();
        await using var download = await client.GetObjectAsync("bucket", "key", cancellationToken: Cancel);
        var failure = await Assert.ThrowsAsync<OssChecksumException>(() => ReadAsync(download.Content));
        Assert.Equal((Crc64.Compute(Body) + 1, Crc64.Compute(Body)), (failure.Expected, failure.Actual));
    }

    [Fact]
    public async Task A_wrong_checksum_without_a_length_is_found_at_the_end()
    {
        var answer = RawPeer.Answer("200 OK", $"{OssHeaders.HashCrc64Ecma}: 1", Body);
        await using var peer = RawPeer.Start(answer);
        using var client = peer.Client();
        await using var download = await client.GetObjectAsync("bucket", "key", cancellationToken: Cancel);
        await Assert.ThrowsAsync<OssChecksumException>(() => ReadAsync(download.Content));
    }

    [Fact]
    public async Task A_download_that_breaks_off_fails()
    {
        await using var peer = RawPeer.Start(Download(Crc64.Compute(Body), Body[..5]));
        using var client = peer.Client();
        await using var download = await client.GetObjectAsync("bucket", "key", cancellationToken: Cancel);
        await Assert.ThrowsAnyAsync<IOException>(() => ReadAsync(download.Content));
    }

    [Fact]
    public async Task A_range_is_not_compared_with_the_checksum_of_the_whole()
    {
        var answer = RawPeer.Answer(
            "206 Partial Content",
            $"Content-Length: 5\n{OssHeaders.HashCrc64Ecma}: 1",
            Body[..5]
        );
        await using var peer = RawPeer.Start(answer);
        using var client = peer.Client();
        var range = new GetObjectOptions { RangeStart = 0, RangeEnd = 4 };
        await using var download = await client.GetObjectAsync("bucket", "key", range, Cancel);
        Assert.True(download.IsPartial);
        Assert.Equal(Body[..5], await ReadAsync(download.Content));
        Assert.Equal(
            ("bytes=0-4", "standard"),
            (peer.Requests[0].Header("Range"), peer.Requests[0].Header("x-oss-range-behavior"))
        );
    }

    [Fact]
    public async Task An_upload_that_the_server_received_otherwise_fails()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK", $"{OssHeaders.HashCrc64Ecma}: 1"));
        using var client = peer.Client();
        await Assert.ThrowsAsync<OssChecksumException>(() =>
            client.PutObjectAsync("bucket", "key", Body, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task An_upload_is_repeated_whole_after_a_503()
    {
        await using var peer = RawPeer.Start(
            RawPeer.Answer("503 Service Unavailable", "Retry-After: 0"),
            RawPeer.Answer("200 OK", $"{OssHeaders.HashCrc64Ecma}: {Crc64.Compute(Body)}")
        );
        using var client = peer.Client();
        await client.PutObjectAsync("bucket", "key", Body, cancellationToken: Cancel);
        Assert.Equal([Body, Body], peer.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task A_stream_that_stands_in_its_middle_is_rewound_to_there()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("500 Oops", "Retry-After: 0"), RawPeer.Answer("200 OK"));
        using var client = peer.Client();
        using var stream = new MemoryStream(Body) { Position = 7 };
        await client.PutObjectAsync("bucket", "key", stream, cancellationToken: Cancel);
        Assert.Equal([Body[7..], Body[7..]], peer.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task A_stream_that_cannot_be_rewound_is_sent_once()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("503 Service Unavailable", "Retry-After: 0"));
        using var client = peer.Client();
        using var stream = new OneWayStream(Body);
        var failure = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.PutObjectAsync("bucket", "key", stream, cancellationToken: Cancel)
        );
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.Status);
        Assert.Equal(Body, Assert.Single(peer.Requests).Body);
    }

    [Fact]
    public async Task An_upload_that_must_not_overwrite_is_not_repeated()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("503 Service Unavailable", "Retry-After: 0"));
        using var client = peer.Client();
        var options = new PutObjectOptions { ForbidOverwrite = true };
        await Assert.ThrowsAsync<OssServiceException>(() =>
            client.PutObjectAsync("bucket", "key", Body, options, Cancel)
        );
        Assert.Single(peer.Requests);
    }

    [Fact]
    public async Task A_server_that_always_fails_is_asked_as_often_as_allowed()
    {
        await using var peer = RawPeer.Start(
            RawPeer.Answer("502 Bad Gateway", "Retry-After: 0", "<html>\n<b>proxy</b></html>")
        );
        using var client = peer.Client(options => options with { MaxAttempts = 4 });
        var failure = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.DeleteObjectAsync("bucket", "key", Cancel)
        );
        Assert.Equal(4, peer.Requests.Count);
        Assert.Equal("Http502", failure.Code);
        Assert.Contains("<html> <b>proxy</b></html>", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_closed_without_answer_is_tried_again()
    {
        await using var peer = RawPeer.Start(null, RawPeer.Answer("204 No Content"));
        using var client = peer.Client();
        await client.DeleteObjectAsync("bucket", "key", Cancel);
        Assert.Equal(2, peer.Requests.Count);
    }

    [Fact]
    public async Task A_document_that_breaks_off_is_asked_for_again()
    {
        var xml = XmlText.ToUtf8(new LocationConstraint("oss-cn-hangzhou"));
        await using var peer = RawPeer.Start(
            RawPeer.Answer("200 OK", $"Content-Length: {xml.Length}", xml[..^5]),
            RawPeer.Answer("200 OK", $"Content-Length: {xml.Length}", xml)
        );
        using var client = peer.Client();
        Assert.Equal("oss-cn-hangzhou", await client.GetBucketLocationAsync("bucket", Cancel));
        Assert.Equal(2, peer.Requests.Count);
    }

    [Fact]
    public async Task A_document_that_always_breaks_off_is_a_broken_connection()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK", "Content-Length: 100", [1, 2, 3]));
        using var client = peer.Client(options => options with { MaxAttempts = 2 });
        await Assert.ThrowsAsync<OssConnectionException>(() => client.GetBucketLocationAsync("bucket", Cancel));
        Assert.Equal(2, peer.Requests.Count);
    }

    [Fact]
    public async Task No_server_at_all_is_said_so()
    {
        var peer = RawPeer.Start();
        using var client = peer.Client(options => options with { MaxAttempts = 1 });
        await peer.DisposeAsync();
        var failure = await Assert.ThrowsAsync<OssConnectionException>(() =>
            client.DeleteObjectAsync("bucket", "key", Cancel)
        );
        Assert.StartsWith("No answer from 127.0.0.1:", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        await using var peer = RawPeer.Start(RawPeer.Silence);
        using var client = peer.Client(options =>
            options with
            {
                MaxAttempts = 1,
                IdleTimeout = TimeSpan.FromMilliseconds(100),
            }
        );
        var failure = await Assert.ThrowsAsync<OssConnectionException>(() =>
            client.DeleteObjectAsync("bucket", "key", Cancel)
        );
        Assert.Contains("Nothing happened for 0.1 seconds.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_cancels_gets_a_cancellation_and_no_repetition()
    {
        await using var peer = RawPeer.Start(RawPeer.Silence);
        using var client = peer.Client();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.DeleteObjectAsync("bucket", "key", cancel.Token)
        );
        Assert.Single(peer.Requests);
    }

    [Fact]
    public async Task A_body_that_is_shorter_than_announced_is_the_caller_s_failure()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK"));
        using var client = peer.Client();
        var options = new PutObjectOptions { ContentLength = 100 };
        var failure = await Assert.ThrowsAsync<EndOfStreamException>(() =>
            client.PutObjectAsync("bucket", "key", Body, options, Cancel)
        );
        Assert.Equal("The body ended after 12 bytes of 100.", failure.Message);
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_the_caller_s_failure()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK"));
        using var client = peer.Client();
        using var stream = new OneWayStream(Body) { FailAtEnd = new InvalidDataException("the disk is gone") };
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() =>
            client.PutObjectAsync("bucket", "key", stream, cancellationToken: Cancel)
        );
        Assert.Equal("the disk is gone", failure.Message);
    }

    [Fact]
    public async Task Garbage_instead_of_a_document_is_said_so()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK", "", "<html>Welcome to the hotel</html>"));
        using var client = peer.Client();
        var failure = await Assert.ThrowsAsync<OssResponseException>(() => client.GetBucketInfoAsync("bucket", Cancel));
        Assert.Contains("the root node is not named BucketInfo.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_document_becomes_the_exception()
    {
        var error = new ErrorDocument
        {
            Code = "NoSuchKey",
            Message = "The specified key does not exist.",
            RequestId = "534B371674E88A4D8906008B",
            Details = [new("Key", "key")],
            Ec = "0026-00000001",
        };
        var xml = Encoding.UTF8.GetString(XmlText.ToUtf8(error));
        await using var peer = RawPeer.Start(RawPeer.Answer("404 Not Found", "", xml));
        using var client = peer.Client();
        var failure = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.GetObjectAsync("bucket", "key", cancellationToken: Cancel)
        );
        Assert.Equal(
            (HttpStatusCode.NotFound, "NoSuchKey", "0026-00000001", "534B371674E88A4D8906008B", "key"),
            (failure.Status, failure.Code, failure.Ec, failure.RequestId, failure.Detail("Key"))
        );
        Assert.Equal(
            "NoSuchKey: The specified key does not exist. (HTTP 404, EC 0026-00000001, request 534B371674E88A4D8906008B)",
            failure.Message
        );
    }

    [Fact]
    public async Task The_error_of_a_head_request_comes_from_its_header()
    {
        var xml = XmlText.ToUtf8(
            new ErrorDocument
            {
                Code = "NoSuchKey",
                Message = "m",
                Ec = "0026-00000001",
            }
        );
        await using var peer = RawPeer.Start(
            RawPeer.Answer("404 Not Found", $"Content-Length: 0\nx-oss-err: {Convert.ToBase64String(xml)}", [])
        );
        using var client = peer.Client();
        var failure = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.HeadObjectAsync("bucket", "key", cancellationToken: Cancel)
        );
        Assert.Equal(("NoSuchKey", "0026-00000001"), (failure.Code, failure.Ec));
    }

    [Fact]
    public async Task An_object_that_has_not_changed_is_status_304()
    {
        await using var peer = RawPeer.Start("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"u8.ToArray());
        using var client = peer.Client();
        var failure = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.GetObjectAsync("bucket", "key", new GetObjectOptions { IfNoneMatch = "\"x\"" }, Cancel)
        );
        Assert.Equal(HttpStatusCode.NotModified, failure.Status);
    }

    private static byte[] Download(ulong checksum, byte[] body) =>
        RawPeer.Answer("200 OK", $"Content-Length: {Body.Length}\n{OssHeaders.HashCrc64Ecma}: {checksum}", body);

    private static async Task<byte[]> ReadAsync(Stream content)
    {
        using var all = new MemoryStream();
        await content.CopyToAsync(all, Cancel);
        return all.ToArray();
    }
}
