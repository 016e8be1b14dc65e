using System.Text;
using Ossa.Tests.Server.Domains;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>Requests that name two hosts or two buckets, and administration under names that are not the server's.</summary>
public sealed class HostAttackTests : DomainTest
{
    private const string Secret = "what nobody else may read";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var bucket in (string[])[Bucket, Other])
        {
            Assert.Equal(
                200,
                (await Server.SendAsync("PUT", bucket, "k", body: Encoding.UTF8.GetBytes(Secret))).Status
            );
        }

        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, $"{Other}/k", body: [1])).Status);
        await MapAsync("trusted.test");
    }

    [Theory]
    [InlineData("GET http://other-bucket.oss.example.com/k HTTP/1.1", "Host: test-bucket.oss.example.com")]
    [InlineData("GET http://trusted.test/k HTTP/1.1", "Host: other-bucket.oss.example.com")]
    [InlineData("GET /k HTTP/1.1", "Host: test-bucket.oss.example.com\r\nHost: other-bucket.oss.example.com")]
    [InlineData("GET /k HTTP/1.1", "Host: a@test-bucket.oss.example.com")]
    [InlineData("GET /k HTTP/1.1", "Host: test-bucket.oss.example.com/../other-bucket")]
    [InlineData("GET /k HTTP/1.1", "Host: test-bucket.oss.example.com, other-bucket.oss.example.com")]
    [InlineData("GET /k HTTP/1.1", "Host: test-bucket.oss.example.com:80:90")]
    [InlineData("GET /k HTTP/1.1", "X-No-Host: 1")]
    [InlineData("GET other-bucket/k HTTP/1.1", "Host: oss.example.com")]
    public async Task A_request_of_two_hosts_or_of_none_is_refused(string line, string hosts)
    {
        var answer = await WireClient.SendRawAsync(
            Server.EndPoint,
            Encoding.Latin1.GetBytes($"{line}\r\n{hosts}\r\n\r\n")
        );
        Assert.InRange(answer.Status, 400, 499);
        Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-Host")]
    [InlineData("X-Original-Host")]
    [InlineData("X-Forwarded-Server")]
    [InlineData("X-HTTP-Host-Override")]
    public async Task No_other_header_names_the_host(string name)
    {
        var url = Server.Presign("GET", Bucket, $"{Other}/k");
        var answer = await Server.SendRawAsync("GET", url, [H(name, "other-bucket.oss.example.com")]);
        Assert.Equal((200, 1), (answer.Status, answer.Body.Length));
    }

    [Theory]
    [InlineData("other-bucket.oss.example.com")]
    [InlineData("oss.example.com")]
    [InlineData("OTHER-BUCKET.localhost")]
    [InlineData("other-bucket.localhost.")]
    [InlineData("other-bucket.test-bucket.localhost")]
    public async Task A_url_for_the_host_of_one_bucket_opens_nothing_of_another(string host)
    {
        foreach (var url in new[] { Server.Presign("GET", Bucket, "k"), Server.PresignV1("GET", Bucket, "k") })
        {
            var target = url.Replace($"/{Bucket}/", "/", StringComparison.Ordinal);
            var opened = await Server.SendRawAsync("GET", target, [H("Host", $"{Bucket}.oss.example.com")]);
            Assert.Equal(Secret, opened.Text);
            var answer = await Server.SendRawAsync("GET", target, [H("Host", host)]);
            Assert.InRange(answer.Status, 400, 499);
            Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("trusted.test")]
    [InlineData("test-bucket.oss.example.com")]
    [InlineData("test-bucket.localhost")]
    public async Task Nothing_is_administered_at_the_host_of_a_bucket(string host)
    {
        foreach (var path in (string[])["admin/v1/users", "admin/v1/links", "health/ready", "metrics"])
        {
            var signed = await SendToAsync(host, "GET", "-/" + path);
            Assert.Equal((404, "NoSuchKey"), (signed.Status, signed.Code));
            var unsigned = await SendToAsync(host, "GET", "-/" + path, signedFor: null);
            Assert.Equal((403, "AccessDenied"), (unsigned.Status, unsigned.Code));
        }
    }

    [Theory]
    [InlineData("/%2D/admin/v1/users")]
    [InlineData("//-/admin/v1/users")]
    [InlineData("/./-/admin/v1/users")]
    [InlineData("/test-bucket/../-/admin/v1/users")]
    [InlineData("/-/ADMIN/v1/users")]
    [InlineData("/-/admin/v1/../v1/users")]
    [InlineData("/-%2Fadmin/v1/users")]
    [InlineData("/-/admin/v1/users?x-oss-signature-version=OSS4-HMAC-SHA256")]
    public async Task No_spelling_of_the_path_administers_unsigned(string path) =>
        Assert.InRange((await Server.SendRawAsync("GET", path)).Status, 400, 499);
}
