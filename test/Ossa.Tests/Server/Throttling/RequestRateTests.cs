using Ossa.Protocol.Access;
using Ossa.Protocol.Signing;
using Ossa.Server.Audit;
using Ossa.Server.Throttling;
using Ossa.Tests.Server.Http2;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Throttling;

/// <summary>How often an address and a key may ask, over the wire.</summary>
public sealed class RequestRateTests
{
    private const string Target = "/test-bucket/k";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task An_address_that_asks_too_often_is_told_to_wait_and_health_still_answers()
    {
        await using var server = await StartAsync(new() { AddressRate = new(PerSecond: 1, Burst: 2) });
        Assert.Equal(404, (await server.SendRawAsync("GET", Target)).Status);
        Assert.Equal(404, (await server.SendRawAsync("GET", Target)).Status);
        var refused = await server.SendRawAsync("GET", Target);
        AssertThrottled(refused, retryAfter: "1");
        Assert.Equal(200, (await server.SendRawAsync("GET", "/-/health/ready")).Status);
        await AssertCountedAsync(server, "address_rate");

        server.Time.Advance(Second);
        Assert.Equal(404, (await server.SendRawAsync("GET", Target)).Status);
        AssertThrottled(await server.SendRawAsync("GET", Target), retryAfter: "1");

        server.Time.Advance(10 * Second);
        var audit = (await server.SendAsync("GET", "-", "admin/v1/audit")).Text;
        var entry = audit
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => AuditEntry.Read(line)!)
            .Single(entry => entry.RequestId == refused["x-oss-request-id"]);
        Assert.Equal((503, "TotalQpsLimitExceeded", "127.0.0.1"), (entry.Status, entry.Code, entry.Address));
    }

    [Fact]
    public async Task Over_HTTP2_every_request_counts_and_not_the_connection()
    {
        await using var h2 = await Http2Server.StartAsync(options =>
            options with
            {
                ClientLimits = new() { AddressRate = new(PerSecond: 1, Burst: 2) },
            }
        );
        var answers = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await h2.SendAsync("GET", Target);
            answers.Add((int)answer.StatusCode);
        }

        Assert.Equal([404, 404, 503, 503], answers);
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_each_client_has_a_rate_of_its_own()
    {
        await using var server = await StartAsync(
            new() { AddressRate = new(PerSecond: 1, Burst: 1) },
            trusted: "127.0.0.0/8"
        );
        Assert.Equal(404, (await AskAsync("203.0.113.7")).Status);
        AssertThrottled(await AskAsync("203.0.113.7"), retryAfter: "1");
        Assert.Equal(404, (await AskAsync("203.0.113.8")).Status);
        Assert.Equal(404, (await AskAsync("2001:db8::1")).Status);
        AssertThrottled(await AskAsync("2001:db8::2"), retryAfter: "1");
        Assert.Equal(404, (await AskAsync("2001:db8:0:1::1")).Status);

        Task<WireResponse> AskAsync(string client) =>
            server.SendRawAsync("GET", Target, [new("X-Forwarded-For", client)]);
    }

    [Fact]
    public async Task A_header_of_nobody_in_particular_makes_no_new_client()
    {
        await using var server = await StartAsync(new() { AddressRate = new(PerSecond: 1, Burst: 1) });
        Assert.Equal(404, (await server.SendRawAsync("GET", Target)).Status);
        var refused = await server.SendRawAsync("GET", Target, [new("X-Forwarded-For", "203.0.113.7")]);
        AssertThrottled(refused, retryAfter: "1");
    }

    [Fact]
    public async Task A_key_that_asks_too_often_is_told_to_wait_and_others_and_forgers_take_nothing_from_it()
    {
        await using var server = await StartAsync(new() { KeyRate = new(PerSecond: 1, Burst: 2) });
        var forger = TestServer.Key with { Secret = "another" };
        Assert.Equal(404, (await server.SendAsync("GET", "test-bucket")).Status);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(404, (await server.SendAsync("GET", "test-bucket", signer: forger)).Status);
            Assert.Equal(403, (await server.SendAsync("GET", signer: forger)).Status);
        }

        Assert.Equal(200, (await server.SendAsync("GET")).Status);
        Assert.Equal(200, (await server.SendAsync("GET")).Status);
        AssertThrottled(await server.SendAsync("GET"), retryAfter: "1");
        Assert.Equal(403, (await server.SendRawAsync("GET", "/")).Status);
        await AssertCountedAsync(server, "key_rate");
        // The owner can still look after the server.
        Assert.Equal(200, (await server.SendAsync("GET", "-", "admin/v1/clock")).Status);
        server.Time.Advance(Second);
        Assert.Equal(200, (await server.SendAsync("GET")).Status);
    }

    [Fact]
    public async Task A_user_asks_the_admin_API_no_more_often_than_anything_else()
    {
        await using var server = await StartAsync(new() { KeyRate = new(PerSecond: 1, Burst: 1) });
        var cancel = TestContext.Current.CancellationToken;
        await server.Engine.Identities.Users.CreateAsync("alice", cancel);
        var made = await server.Engine.Identities.Keys.CreateAsync("alice", cancel);
        var alice = new AccessKey(made.Key.Id, made.Secret);
        foreach (var (path, status) in ((string, int)[])[("links", 200), ("users", 403), ("openapi.json", 200)])
        {
            Assert.Equal(status, (await server.SendAsync("GET", "-", "admin/v1/" + path, signer: alice)).Status);
            var refused = await server.SendAsync("GET", "-", "admin/v1/" + path, signer: alice);
            AssertThrottled(refused, retryAfter: "1");
            server.Time.Advance(Second);
        }
    }

    private static Task<TestServer> StartAsync(ClientLimits limits, string? trusted = null) =>
        TestServer.StartAsync(options =>
            options with
            {
                ClientLimits = limits,
                TrustedProxies = trusted is null ? [] : [AddressRange.TryParse(trusted)!],
            }
        );

    private static void AssertThrottled(WireResponse answer, string retryAfter)
    {
        Assert.Equal((503, "TotalQpsLimitExceeded", "0004-00000302"), (answer.Status, answer.Code, answer.Ec));
        Assert.Equal(retryAfter, answer["Retry-After"]);
    }

    private static async Task AssertCountedAsync(TestServer server, string limit)
    {
        var metrics = (await server.SendRawAsync("GET", "/-/metrics")).Text;
        Assert.Contains($"ossa_limit_refusals_total{{limit=\"{limit}\"}} 1\n", metrics, StringComparison.Ordinal);
    }
}
