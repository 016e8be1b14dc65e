using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Ossa.Tests.Server.Http2;

/// <summary>The core of the protocol over HTTP/2.</summary>
public sealed partial class Http2FlowTests : IAsyncLifetime
{
    private const string Bucket = "test-bucket";

    private Http2Server _h2 = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _h2 = await Http2Server.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await SignedAsync("PUT", null)).StatusCode);
    }

    public ValueTask DisposeAsync() => _h2.DisposeAsync();

    [Theory]
    [InlineData("a b+c/ü.txt")]
    [InlineData("double//and/../dots/./")]
    [InlineData("50%2Fpercent%")]
    public async Task What_is_stored_is_read_under_the_same_name(string key)
    {
        var body = RandomNumberGenerator.GetBytes(3_000_000);
        var put = await SignedAsync("PUT", key, new ByteArrayContent(body));
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (put.StatusCode, put.Version));
        Assert.Equal($"\"{Convert.ToHexString(MD5.HashData(body))}\"", put.Headers.ETag!.Tag);
        Assert.False(put.Headers.Contains("Connection"));
        var got = await SignedAsync("GET", key);
        Assert.Equal(body, await got.Content.ReadAsByteArrayAsync(Cancel));
        var head = await SignedAsync("HEAD", key);
        Assert.Equal(body.Length, head.Content.Headers.ContentLength);
        var listed = await _h2.SendAsync("GET", _h2.Server.Presign("GET", Bucket, null));
        Assert.Contains(
            "<Size>3000000</Size>",
            await listed.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_range_is_a_part()
    {
        await SignedAsync("PUT", "k", new ByteArrayContent("0123456789"u8.ToArray()));
        var part = await _h2.SendAsync(
            "GET",
            _h2.Server.Presign("GET", Bucket, "k"),
            adjust: request => request.Headers.Range = new RangeHeaderValue(2, 4)
        );
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("234", await part.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task An_upload_in_parts_becomes_one_object()
    {
        var begun = await SignedAsync("POST", "parts", query: [new("uploads", "")]);
        var id = UploadId().Match(await begun.Content.ReadAsStringAsync(Cancel)).Groups["id"].Value;
        var first = RandomNumberGenerator.GetBytes(100 * 1024);
        var tags = new List<string>();
        foreach (var (number, part) in (IEnumerable<(string, byte[])>)[("1", first), ("2", [1, 2, 3])])
        {
            var target = _h2.Server.Presign(
                "PUT",
                Bucket,
                "parts",
                query: [new("partNumber", number), new("uploadId", id)]
            );
            tags.Add((await _h2.SendAsync("PUT", target, new ByteArrayContent(part))).Headers.ETag!.Tag);
        }

        var xml =
            "<CompleteMultipartUpload>"
            + string.Concat(tags.Select((tag, i) => $"<Part><PartNumber>{i + 1}</PartNumber><ETag>{tag}</ETag></Part>"))
            + "</CompleteMultipartUpload>";
        var completed = await SignedAsync(
            "POST",
            "parts",
            new ByteArrayContent(Encoding.UTF8.GetBytes(xml)),
            [new("uploadId", id)]
        );
        Assert.Equal(HttpStatusCode.OK, completed.StatusCode);
        var got = await SignedAsync("GET", "parts");
        Assert.Equal([.. first, 1, 2, 3], await got.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_taken()
    {
        var body = RandomNumberGenerator.GetBytes(300_000);
        using var open = new OpenEndedContent(body);
        Assert.Equal(HttpStatusCode.OK, (await SignedAsync("PUT", "open", open)).StatusCode);
        var got = await SignedAsync("GET", "open");
        Assert.Equal(body, await got.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_sender_that_waits_for_100_Continue_is_told_to_go_on_and_refused_before_it_sends()
    {
        var put = await _h2.SendAsync(
            "PUT",
            _h2.Server.Presign("PUT", Bucket, "k"),
            new ByteArrayContent([1, 2, 3]),
            request => request.Headers.ExpectContinue = true
        );
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        using var unsent = new NeverSentContent();
        var refused = await _h2.SendAsync(
            "PUT",
            $"/{Bucket}/k",
            unsent,
            request => request.Headers.ExpectContinue = true
        );
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_refused_upload_whose_body_goes_on_is_answered_and_harms_no_other_request()
    {
        var refused = await _h2.SendAsync("PUT", $"/{Bucket}/k", new ByteArrayContent(new byte[8_000_000]));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains(
            "<Code>AccessDenied</Code>",
            await refused.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NotFound, (await SignedAsync("GET", "k")).StatusCode);
    }

    [Fact]
    public async Task A_refusal_is_the_document_of_the_service_and_of_HEAD_a_header()
    {
        var missing = await SignedAsync("GET", "missing");
        var xml = await missing.Content.ReadAsStringAsync(Cancel);
        Assert.Equal("0026-00000001", missing.Headers.GetValues("x-oss-ec").Single());
        Assert.Contains("<Code>NoSuchKey</Code>", xml, StringComparison.Ordinal);
        Assert.Contains($"<HostId>{_h2.Server.Host}</HostId>", xml, StringComparison.Ordinal);
        var head = await SignedAsync("HEAD", "missing");
        Assert.NotEmpty(head.Headers.GetValues("x-oss-err").Single());
    }

    [Fact]
    public async Task The_authority_names_the_bucket()
    {
        await SignedAsync("PUT", "k", new ByteArrayContent([7]));
        var target = _h2.Server.Presign("GET", Bucket, "k")[$"/{Bucket}".Length..];
        var got = await _h2.SendAsync(
            "GET",
            target,
            adjust: request => request.Headers.Host = $"{Bucket}.localhost:{_h2.Server.Port}"
        );
        Assert.Equal([7], await got.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task An_aborted_download_ends_at_the_server_and_the_connection_goes_on()
    {
        await SignedAsync("PUT", "large", new ByteArrayContent(new byte[16_000_000]));
        using (
            var begun = await _h2.SendAsync(
                "GET",
                _h2.Server.Presign("GET", Bucket, "large"),
                completion: HttpCompletionOption.ResponseHeadersRead
            )
        )
        {
            var stream = await begun.Content.ReadAsStreamAsync(Cancel);
            await stream.ReadExactlyAsync(new byte[1000], Cancel);
        }

        string metrics;
        do
        {
            metrics = await (await _h2.SendAsync("GET", "/-/metrics")).Content.ReadAsStringAsync(Cancel);
        } while (!metrics.Contains("ossa_http_requests_in_flight 0\n", StringComparison.Ordinal));
        Assert.Contains("ossa_http_connections 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_requests_share_a_connection()
    {
        var puts = Enumerable.Range(0, 50).Select(i => SignedAsync("PUT", $"n{i}", new ByteArrayContent([(byte)i])));
        Assert.All(await Task.WhenAll(puts), put => Assert.Equal(HttpStatusCode.OK, put.StatusCode));
        var gets = Enumerable.Range(0, 50).Select(i => SignedAsync("GET", $"n{i}"));
        foreach (var (i, got) in (await Task.WhenAll(gets)).Index())
        {
            Assert.Equal([(byte)i], await got.Content.ReadAsByteArrayAsync(Cancel));
        }
    }

    private Task<HttpResponseMessage> SignedAsync(
        string method,
        string? key,
        HttpContent? body = null,
        params IReadOnlyList<KeyValuePair<string, string>> query
    ) => _h2.SendAsync(method, _h2.Server.Presign(method, Bucket, key, query: query), body);

    [GeneratedRegex("<UploadId>(?<id>[^<]+)</UploadId>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UploadId();

    private sealed class OpenEndedContent(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class NeverSentContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            throw new InvalidOperationException("Nobody asked for the body.");

        protected override bool TryComputeLength(out long length)
        {
            length = 3;
            return true;
        }
    }
}
