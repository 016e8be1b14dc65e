using Ossa.Protocol.Access;
using Xunit;

namespace Ossa.Tests.Server.Connections;

/// <summary>What forwarded headers do over the wire, from a proxy that is trusted and from one that is not.</summary>
public sealed class ForwardedClientTests
{
    private const string Bucket = "test-bucket";

    private static readonly KeyValuePair<string, string>[] Told =
    [
        new("X-Forwarded-For", "1.1.1.1, 203.0.113.7"),
        new("X-Forwarded-Proto", "https"),
        new("X-Forwarded-Host", "other-bucket.localhost"),
    ];

    [Theory]
    [InlineData("127.0.0.0/8", """{"IpAddress": {"acs:SourceIp": "203.0.113.0/24"}}""", true)]
    [InlineData("127.0.0.0/8", """{"IpAddress": {"acs:SourceIp": "1.1.1.1"}}""", false)]
    [InlineData("127.0.0.0/8", """{"IpAddress": {"acs:SourceIp": "127.0.0.1"}}""", false)]
    [InlineData("127.0.0.0/8", """{"Bool": {"acs:SecureTransport": "true"}}""", true)]
    [InlineData("10.0.0.0/8", """{"IpAddress": {"acs:SourceIp": "203.0.113.0/24"}}""", false)]
    [InlineData("10.0.0.0/8", """{"IpAddress": {"acs:SourceIp": "127.0.0.1"}}""", true)]
    [InlineData("10.0.0.0/8", """{"Bool": {"acs:SecureTransport": "true"}}""", false)]
    public async Task What_a_trusted_proxy_tells_counts_for_policies_and_logs(
        string trusted,
        string condition,
        bool allowed
    )
    {
        await using var server = await StartAsync(trusted);
        var statement =
            """{"Effect": "Allow", "Principal": "*", "Action": "oss:GetObject", "Resource": "*", "Condition": """;
        var policy = $$"""{"Version": "1", "Statement": [{{statement}}{{condition}}}]}""";
        KeyValuePair<string, string>[] query = [new("policy", "")];
        Assert.Equal(
            200,
            (
                await server.SendAsync("PUT", Bucket, query: query, body: System.Text.Encoding.UTF8.GetBytes(policy))
            ).Status
        );
        var got = await server.SendRawAsync("GET", $"/{Bucket}/k", Told);
        Assert.Equal(allowed ? 200 : 403, got.Status);
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_nobody_is_of_this_machine()
    {
        await using var server = await StartAsync("127.0.0.1");
        KeyValuePair<string, string>[] local = [new("X-Forwarded-For", "127.0.0.1")];
        Assert.Equal(403, (await server.SendRawAsync("GET", "/-/metrics", local)).Status);
        Assert.Equal(200, (await server.SendRawAsync("GET", "/-/metrics")).Status);
    }

    private static async Task<TestServer> StartAsync(string trusted)
    {
        var server = await TestServer.StartAsync(options =>
            options with
            {
                TrustedProxies = [AddressRange.TryParse(trusted)!],
            }
        );
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket, "k", body: [1])).Status);
        return server;
    }
}
