using Ossa.Protocol.Errors;
using Ossa.Server.Throttling;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Throttling;

/// <summary>How many requests there may be at one time.</summary>
public sealed class RequestLimitTests
{
    private const string Bucket = "test-bucket";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_request_too_many_is_told_to_wait_and_health_goes_on()
    {
        await using var server = await TestServer.StartAsync(options =>
            options with
            {
                ClientLimits = new() { Requests = 1 },
            }
        );
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket, "k", body: [1])).Status);
        using var upload = await server.BeginUploadAsync(Bucket, "slow", length: 3);
        foreach (var (method, body) in new (string, byte[]?)[] { ("GET", null), ("PUT", [1, 2]), ("DELETE", null) })
        {
            var refused = await server.SendAsync(method, Bucket, "k", body: body);
            Assert.Equal((503, "ActiveRequestLimitExceeded"), (refused.Status, refused.Code));
            Assert.Equal("5", refused["Retry-After"]);
        }

        Assert.Equal(503, (await server.SendRawAsync("GET", "/-/s/unknown")).Status);
        Assert.Equal(200, (await server.SendRawAsync("GET", "/-/health/live")).Status);
        Assert.Equal(200, (await server.SendRawAsync("GET", "/-/health/ready")).Status);
        var metrics = (await server.SendRawAsync("GET", "/-/metrics")).Text;
        Assert.Contains("ossa_limit_refusals_total{limit=\"requests\"} 4\n", metrics, StringComparison.Ordinal);

        await upload.GetStream().WriteAsync("abc"u8.ToArray(), Cancel);
        Assert.Equal(200, (await WireClient.ReadAsync(upload.GetStream(), isHead: false, Cancel)).Status);
        Assert.Equal([1], (await server.SendAsync("GET", Bucket, "k")).Body);
    }

    [Fact]
    public void One_owner_has_no_more_than_his_share_and_leaves_the_rest_to_others()
    {
        var limit = new ActiveLimit<string>(3, 2, LimitMetrics.Requests, new LimitMetrics(new()));
        var first = limit.Enter("a")!;
        limit.Enter("a");
        Assert.Throws<OssException>(() => limit.Enter("a"));
        limit.Enter("b");
        Assert.Throws<OssException>(() => limit.Enter("c"));
        first.Dispose();
        first.Dispose();
        limit.Enter("c");
        Assert.Throws<OssException>(() => limit.Enter("b"));
    }

    [Fact]
    public void Without_a_bound_there_is_none_for_anybody()
    {
        var limit = new ActiveLimit<string>(null, 0, LimitMetrics.Requests, new LimitMetrics(new()));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Null(limit.Enter("a")));
    }

    [Fact]
    public void Without_a_word_the_limits_go_by_the_memory_that_there_is()
    {
        var (memory, limits) = (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, new ClientLimits());
        Assert.Equal((int)(memory >> 20), limits.Requests);
        Assert.Equal((int)(memory >> 23), limits.Uploads);
    }
}
