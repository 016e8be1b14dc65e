using System.Text;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>Signed URLs over the wire: the scene that everything serves, and each way in which it is refused.</summary>
public sealed class SignedUrlTests : IAsyncLifetime
{
    private const string Bucket = "private-bucket";
    private const string Key = "docs/report.txt";

    private static readonly byte[] Content = Encoding.UTF8.GetBytes("for your eyes only");

    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        Assert.Equal(200, (await _server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal(200, (await _server.SendAsync("PUT", Bucket, Key, body: Content)).Status);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Anyone_with_the_url_downloads_as_often_as_they_like()
    {
        var target = _server.Presign("GET", Bucket, Key);
        for (var i = 0; i < 3; i++)
        {
            var answer = await _server.SendRawAsync("GET", target);
            Assert.Equal(200, answer.Status);
            Assert.Equal(Content, answer.Body);
        }
    }

    [Fact]
    public async Task Without_a_signature_a_private_object_is_refused()
    {
        var answer = await _server.SendRawAsync("GET", $"/{Bucket}/{Key}");
        AssertRefused(answer, 403, "AccessDenied", "0003-00000001");
        Assert.Equal("You have no right to access this object because of bucket acl.", answer.Element("Message"));
    }

    [Fact]
    public async Task An_expired_url_is_refused_and_says_when_it_expired()
    {
        var signedAt = _server.Time.GetUtcNow();
        var target = _server.Presign("GET", Bucket, Key, expiresSeconds: 60);
        _server.Time.Advance(TimeSpan.FromSeconds(62));
        var answer = await _server.SendRawAsync("GET", target);
        AssertRefused(answer, 403, "AccessDenied", "0002-00000236");
        Assert.Equal("Request has expired.", answer.Element("Message"));
        var seconds = DateTimeOffset.FromUnixTimeSeconds(signedAt.ToUnixTimeSeconds() + 60);
        Assert.Equal(SigningTime.ToErrorTime(seconds), answer.Element("Expires"));
        Assert.Equal(SigningTime.ToErrorTime(_server.Time.GetUtcNow()), answer.Element("ServerTime"));
    }

    [Fact]
    public async Task An_expired_v1_url_is_refused()
    {
        var target = _server.PresignV1("GET", Bucket, Key, expiresSeconds: 60);
        Assert.Equal(200, (await _server.SendRawAsync("GET", target)).Status);
        _server.Time.Advance(TimeSpan.FromSeconds(62));
        var answer = await _server.SendRawAsync("GET", target);
        AssertRefused(answer, 403, "AccessDenied", "0002-00000069");
        Assert.NotNull(answer.Element("Expires"));
    }

    [Fact]
    public async Task A_url_holds_for_seven_days_and_no_longer()
    {
        var target = _server.Presign("GET", Bucket, Key, SignatureV4.MaxExpiresSeconds);
        _server.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await _server.SendRawAsync("GET", target)).Status);
        var tooLong = target.Replace("x-oss-expires=604800", "x-oss-expires=604801", StringComparison.Ordinal);
        AssertRefused(await _server.SendRawAsync("GET", tooLong), 400, "InvalidArgument", "0002-00000232");
    }

    [Fact]
    public async Task A_url_may_be_used_a_quarter_of_an_hour_early_for_clocks_that_differ()
    {
        var soon = _server.Presign("GET", Bucket, Key, at: _server.Time.GetUtcNow().AddMinutes(14));
        Assert.Equal(200, (await _server.SendRawAsync("GET", soon)).Status);
        var later = _server.Presign("GET", Bucket, Key, at: _server.Time.GetUtcNow().AddMinutes(16));
        AssertRefused(await _server.SendRawAsync("GET", later), 403, "AccessDenied", "0002-00000235");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task A_url_for_reading_neither_writes_nor_deletes(string method)
    {
        var target = _server.Presign("GET", Bucket, Key);
        var answer = await _server.SendRawAsync(method, target, body: [1, 2, 3]);
        AssertRefused(answer, 403, "SignatureDoesNotMatch", "0002-00000201");
        Assert.Equal(Content, (await _server.SendRawAsync("GET", target)).Body);
    }

    [Theory]
    [InlineData("x-oss-process=image/resize,w_1")]
    [InlineData("response-content-type=text/html")]
    [InlineData("utm_source=chat")]
    [InlineData("versionId=null")]
    public async Task Nothing_may_be_added_to_a_signed_url(string parameter)
    {
        var target = _server.Presign("GET", Bucket, Key) + "&" + parameter;
        AssertRefused(await _server.SendRawAsync("GET", target), 403, "SignatureDoesNotMatch", "0002-00000201");
    }

    [Fact]
    public async Task A_url_for_one_key_does_not_open_another()
    {
        await _server.SendAsync("PUT", Bucket, "other.txt", body: [1]);
        var target = _server
            .Presign("GET", Bucket, Key)
            .Replace("docs/report.txt", "other.txt", StringComparison.Ordinal);
        AssertRefused(await _server.SendRawAsync("GET", target), 403, "SignatureDoesNotMatch", "0002-00000201");
    }

    [Fact]
    public async Task Signed_headers_must_be_sent_as_they_were_signed()
    {
        KeyValuePair<string, string>[] headers = [new("Content-Type", "text/plain"), new("x-oss-meta-owner", "me")];
        var target = _server.Presign("PUT", Bucket, "upload.txt", headers: headers);
        AssertRefused(
            await _server.SendRawAsync("PUT", target, body: [1]),
            403,
            "SignatureDoesNotMatch",
            "0002-00000201"
        );
        Assert.Equal(200, (await _server.SendRawAsync("PUT", target, headers, [1])).Status);
        var head = await _server.SendAsync("HEAD", Bucket, "upload.txt");
        Assert.Equal(("text/plain", "me"), (head["Content-Type"], head["x-oss-meta-owner"]));
    }

    [Fact]
    public async Task Urls_for_uploading_and_deleting_work_with_both_versions()
    {
        Assert.Equal(200, (await _server.SendRawAsync("PUT", _server.Presign("PUT", Bucket, "a"), body: [1])).Status);
        Assert.Equal(200, (await _server.SendRawAsync("PUT", _server.PresignV1("PUT", Bucket, "b"), body: [2])).Status);
        Assert.Equal(200, (await _server.SendRawAsync("HEAD", _server.Presign("HEAD", Bucket, "a"))).Status);
        Assert.Equal(200, (await _server.SendRawAsync("HEAD", _server.PresignV1("HEAD", Bucket, "b"))).Status);
        Assert.Equal(204, (await _server.SendRawAsync("DELETE", _server.Presign("DELETE", Bucket, "a"))).Status);
        Assert.Equal(204, (await _server.SendRawAsync("DELETE", _server.PresignV1("DELETE", Bucket, "b"))).Status);
        Assert.Equal(404, (await _server.SendAsync("HEAD", Bucket, "a")).Status);
        Assert.Equal(404, (await _server.SendAsync("HEAD", Bucket, "b")).Status);
    }

    [Fact]
    public async Task Head_with_a_url_for_get_is_a_lenience()
    {
        var target = _server.Presign("GET", Bucket, Key);
        var lenient = await _server.SendRawAsync("HEAD", target);
        Assert.Equal((200, "18"), (lenient.Status, lenient["Content-Length"]));
        await using var strict = await TestServer.StartAsync(options => options with { Strict = true });
        await strict.SendAsync("PUT", Bucket);
        await strict.SendAsync("PUT", Bucket, Key, body: Content);
        var refused = await strict.SendRawAsync("HEAD", strict.Presign("GET", Bucket, Key));
        AssertRefused(refused, 403, "SignatureDoesNotMatch", "0002-00000201");
        Assert.Equal("0002-00000201", refused["x-oss-ec"]);
    }

    [Theory]
    [InlineData("a+b.txt")]
    [InlineData("a b.txt")]
    public async Task Both_readings_of_a_plus_are_tried_and_the_proven_one_is_served(string key)
    {
        await _server.SendAsync("PUT", Bucket, "a+b.txt", body: Encoding.UTF8.GetBytes("a+b.txt"));
        await _server.SendAsync("PUT", Bucket, "a b.txt", body: Encoding.UTF8.GetBytes("a b.txt"));
        var signed = _server.Presign("GET", Bucket, key);
        var mangled = signed
            .Replace("a%2Bb", "a+b", StringComparison.Ordinal)
            .Replace("a%20b", "a+b", StringComparison.Ordinal);
        Assert.Contains("a+b.txt", mangled, StringComparison.Ordinal);
        Assert.Equal(key, (await _server.SendRawAsync("GET", mangled)).Text);
    }

    [Fact]
    public async Task A_strict_server_reads_a_plus_as_a_space_only()
    {
        await using var strict = await TestServer.StartAsync(options => options with { Strict = true });
        await strict.SendAsync("PUT", Bucket);
        await strict.SendAsync("PUT", Bucket, "a+b.txt", body: [1]);
        var mangled = strict.Presign("GET", Bucket, "a+b.txt").Replace("%2B", "+", StringComparison.Ordinal);
        AssertRefused(await strict.SendRawAsync("GET", mangled), 403, "SignatureDoesNotMatch", "0002-00000201");
    }

    [Fact]
    public async Task A_head_refusal_carries_its_document_in_a_header()
    {
        var answer = await _server.SendRawAsync("HEAD", _server.Presign("HEAD", Bucket, "missing"));
        Assert.Equal(404, answer.Status);
        Assert.Empty(answer.Body);
        Assert.Equal(
            ("NoSuchKey", "0026-00000001", "missing"),
            (answer.Code, answer["x-oss-ec"], answer.Element("Key"))
        );
    }

    [Fact]
    public async Task The_url_works_on_every_name_of_the_server()
    {
        var target = _server.Presign("GET", Bucket, Key);
        var virtualHosted = target.Replace($"/{Bucket}/", "/", StringComparison.Ordinal);
        var host = $"{Bucket}.localhost:{_server.Port}";
        Assert.Equal(Content, (await _server.SendRawAsync("GET", virtualHosted, [new("Host", host)])).Body);
        Assert.Equal(Content, (await _server.SendRawAsync("GET", target, [new("Host", "files.example.com")])).Body);
        Assert.Equal(Content, (await _server.SendRawAsync("GET", $"http://{_server.Host}{target}")).Body);
    }

    [Fact]
    public async Task Response_headers_that_the_signer_chose_are_sent()
    {
        var target = _server.Presign(
            "GET",
            Bucket,
            Key,
            query:
            [
                new("response-content-disposition", "attachment; filename=\"报告.txt\""),
                new("response-content-type", "text/csv"),
            ]
        );
        var answer = await _server.SendRawAsync("GET", target);
        Assert.Equal("text/csv", answer["Content-Type"]);
        var bytes = Encoding.Latin1.GetBytes(answer["Content-Disposition"]!);
        Assert.Equal("attachment; filename=\"报告.txt\"", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public async Task Response_headers_cannot_break_out_of_their_line()
    {
        var target = _server.Presign(
            "GET",
            Bucket,
            Key,
            query: [new("response-content-type", "text/plain\r\nX-Evil: 1")]
        );
        var answer = await _server.SendRawAsync("GET", target);
        Assert.Equal((400, "InvalidArgument"), (answer.Status, answer.Code));
        Assert.Null(answer["X-Evil"]);
    }

    private static void AssertRefused(WireResponse answer, int status, string code, string ec)
    {
        Assert.Equal((status, code, ec), (answer.Status, answer.Code, answer.Ec));
        Assert.Equal(ec, answer["x-oss-ec"]);
        Assert.Equal(answer["x-oss-request-id"], answer.Element("RequestId"));
        Assert.Matches("^[0-9A-F]{24}$", answer["x-oss-request-id"]);
    }
}
