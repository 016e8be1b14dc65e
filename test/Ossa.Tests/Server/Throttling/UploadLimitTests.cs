using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Throttling;

/// <summary>How many uploads there may be at one time, and how slow one may be.</summary>
public sealed class UploadLimitTests
{
    private const string Bucket = "test-bucket";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_upload_too_many_is_told_to_wait_and_reading_goes_on()
    {
        await using var server = await StartAsync();
        await server.SendAsync("PUT", Bucket, "k", body: [1]);
        using var peer = await server.BeginUploadAsync(Bucket, "slow", length: 3);
        var refused = await server.SendAsync("PUT", Bucket, "other", body: [1]);
        Assert.Equal((503, "ActiveRequestLimitExceeded"), (refused.Status, refused.Code));
        Assert.Equal("5", refused["Retry-After"]);
        var form = PostForm.WithKey("other").SignV4(server.Time.GetUtcNow()).File([1]).ToBytes();
        KeyValuePair<string, string>[] headers = [new("Host", $"{Bucket}.localhost"), PostForm.ContentType];
        refused = await server.SendRawAsync("POST", "/", headers, form);
        Assert.Equal((503, "ActiveRequestLimitExceeded"), (refused.Status, refused.Code));
        Assert.Equal(200, (await server.SendAsync("GET", Bucket, "k")).Status);
        var metrics = (await server.SendRawAsync("GET", "/-/metrics")).Text;
        Assert.Contains("ossa_limit_refusals_total{limit=\"uploads\"} 2\n", metrics, StringComparison.Ordinal);

        await peer.GetStream().WriteAsync("abc"u8.ToArray(), Cancel);
        Assert.Equal(200, (await WireClient.ReadAsync(peer.GetStream(), isHead: false, Cancel)).Status);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket, "other", body: [1])).Status);
        Assert.Equal(204, (await server.SendRawAsync("POST", "/", headers, form)).Status);
    }

    [Fact]
    public async Task A_body_that_trickles_in_is_given_up()
    {
        await using var server = await StartAsync();
        using var peer = await server.BeginUploadAsync(Bucket, "slow", length: 1000);
        server.Time.Advance(TimeSpan.FromMinutes(2));
        await peer.GetStream().WriteAsync(new byte[] { 1 }, Cancel);
        var answer = await WireClient.ReadAsync(peer.GetStream(), isHead: false, Cancel);
        Assert.Equal((400, "RequestTimeout"), (answer.Status, answer.Code));
        Assert.Equal(404, (await server.SendAsync("GET", Bucket, "slow")).Status);
    }

    [Fact]
    public async Task A_body_that_comes_in_at_the_least_rate_is_taken()
    {
        await using var server = await StartAsync();
        var body = new byte[30_000];
        using var peer = await server.BeginUploadAsync(Bucket, "slow", body.Length);
        server.Time.Advance(TimeSpan.FromMinutes(2));
        await peer.GetStream().WriteAsync(body, Cancel);
        Assert.Equal(200, (await WireClient.ReadAsync(peer.GetStream(), isHead: false, Cancel)).Status);
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync(options =>
            options with
            {
                // Little, since a body may arrive in pieces of 4 KiB.
                ClientLimits = new() { Uploads = 1, UploadBytesPerSecond = 10 },
                IdleTimeout = TimeSpan.FromMinutes(1),
            }
        );
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        return server;
    }
}
