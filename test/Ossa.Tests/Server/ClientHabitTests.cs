using Ossa.Protocol.Checksums;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>What only some official clients do or look at. What is signed here is written out, not computed by what checks it.</summary>
public sealed class ClientHabitTests : ServerTest
{
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync("k", Utf8("abc"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Mon, 01 Jan 2001 00:00:00 GMT")]
    public async Task A_V1_signature_takes_its_time_from_x_oss_date_before_Date(string? other)
    {
        var date = Server.Time.GetUtcNow().ToString("r");
        var signature = SignatureV1.Sign(
            TestServer.Key.Secret,
            Utf8($"GET\n\n\n{date}\nx-oss-date:{date}\n/{Bucket}/k")
        );
        KeyValuePair<string, string>[] dates = other is null
            ? [H("x-oss-date", date)]
            : [H("x-oss-date", date), H("Date", other)];
        var authorization = H("Authorization", $"OSS {TestServer.Key.Id}:{signature}");
        var answer = await Server.SendRawAsync("GET", $"/{Bucket}/k", [.. dates, authorization]);
        Assert.Equal((200, "abc"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_V4_signature_may_write_its_time_as_http_does()
    {
        var answer = await SendV4Async("GET", "k", [H("x-oss-date", Server.Time.GetUtcNow().ToString("r"))]);
        Assert.Equal((200, "abc"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Headers_are_signed_in_the_order_of_their_bytes()
    {
        var time = H("x-oss-date", Server.Time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'"));
        KeyValuePair<string, string>[] metadata =
        [
            H("x-oss-meta-abc", "1"),
            H("x-oss-meta-abc-123", "2"),
            H("x-oss-meta-abc123", "3"),
            H("x-oss-meta-abc_123", "4"),
        ];
        Assert.Equal(200, (await SendV4Async("PUT", "ordered", [time, .. metadata])).Status);
        var got = await GetAsync("ordered");
        Assert.All(metadata, header => Assert.Equal(header.Value, got[header.Key]));
    }

    [Theory]
    [InlineData("GET", "missing", null, "NoSuchBucket")]
    [InlineData("GET", "missing", "k", "NoSuchBucket")]
    [InlineData("PUT", "missing", "k", "NoSuchBucket")]
    [InlineData("DELETE", "missing", null, "NoSuchBucket")]
    [InlineData("PUT", "missing", null, "InvalidAccessKeyId")]
    [InlineData("GET", Bucket, null, "InvalidAccessKeyId")]
    [InlineData("GET", Bucket, "nothing", "InvalidAccessKeyId")]
    [InlineData("GET", null, null, "InvalidAccessKeyId")]
    public async Task Whether_the_bucket_is_there_is_looked_at_before_the_key(
        string method,
        string? bucket,
        string? key,
        string code
    )
    {
        var body = method == "PUT" ? (byte[])[] : null;
        var answer = await Server.SendAsync(method, bucket, key, body: body, signer: new("unknown", "secret"));
        Assert.Equal((code == "NoSuchBucket" ? 404 : 403, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_copy_tells_the_checksum_of_its_source()
    {
        var copied = await PutAsync("copy", [], H("x-oss-copy-source", $"/{Bucket}/k"));
        Assert.Equal(
            (200, $"{Crc64.Compute(Utf8("abc"))}"),
            (copied.Status, copied["x-oss-hash-crc64ecma"])
        );
    }

    /// <summary>Sends a request whose headers are signed in the order in which they are given, and its time verbatim.</summary>
    private Task<WireResponse> SendV4Async(string method, string key, KeyValuePair<string, string>[] headers)
    {
        var date = headers[0].Value;
        var time = Server.Time.GetUtcNow();
        var scope = new CredentialScope(SigningTime.ToScopeDay(time), TestServer.Region, CredentialScope.OssProduct);
        KeyValuePair<string, string>[] signed = [H("x-oss-content-sha256", Unsigned), .. headers];
        var lines = string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n"));
        var canonical = $"{method}\n/{Bucket}/{key}\n\n{lines}\n\n{Unsigned}";
        var signature = SignatureV4.Sign(
            SignatureV4.DeriveKey(TestServer.Key.Secret, scope),
            SignatureV4.StringToSign(date, scope, Utf8(canonical))
        );
        var authorization = $"OSS4-HMAC-SHA256 Credential={TestServer.Key.Id}/{scope},Signature={signature}";
        return Server.SendRawAsync(
            method,
            $"/{Bucket}/{key}",
            [.. signed, H("Authorization", authorization)],
            method == "PUT" ? [] : null
        );
    }
}
