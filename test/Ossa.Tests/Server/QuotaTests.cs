using System.Globalization;
using Ossa.Engine;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>The bounds that an operator puts on a store, over the wire.</summary>
public sealed class QuotaTests
{
    private const string Bucket = "test-bucket";

    [Fact]
    public async Task A_full_bucket_refuses_and_stores_nothing_until_something_is_deleted()
    {
        await using var server = await StartAsync(new EngineOptions { MaxBucketBytes = 200_000 });
        Assert.Equal(200, (await PutAsync(server, "first", 150_000)).Status);
        AssertRefused(await PutAsync(server, "second", 100_000), 403, "QuotaExceeded");
        Assert.Equal(404, (await server.SendAsync("GET", Bucket, "second")).Status);
        var bucket = await server.Engine.Buckets.GetAsync(Bucket, Cancel);
        Assert.Equal(150_000, (await server.Engine.Statistics.ReadAsync(bucket, Cancel)).Bytes);
        Assert.Equal(200, (await PutAsync(server, "small", 50_000)).Status);
        AssertRefused(await PutAsync(server, "one more", 1), 403, "QuotaExceeded");
        Assert.Equal(204, (await server.SendAsync("DELETE", Bucket, "first")).Status);
        Assert.Equal(200, (await PutAsync(server, "second", 100_000)).Status);
    }

    [Fact]
    public async Task Objects_are_counted_and_another_bucket_counts_for_itself()
    {
        await using var server = await StartAsync(new EngineOptions { MaxBucketObjects = 2 });
        Assert.Equal(200, (await PutAsync(server, "first", 1)).Status);
        Assert.Equal(200, (await PutAsync(server, "second", 0)).Status);
        AssertRefused(await PutAsync(server, "third", 0), 403, "QuotaExceeded");
        Assert.Equal(200, (await server.SendAsync("PUT", "other-bucket")).Status);
        Assert.Equal(200, (await server.SendAsync("PUT", "other-bucket", "third", body: [1])).Status);
        Assert.Equal(204, (await server.SendAsync("DELETE", Bucket, "first")).Status);
        Assert.Equal(200, (await PutAsync(server, "third", 0)).Status);
    }

    [Fact]
    public async Task Parts_count_before_they_are_an_object()
    {
        await using var server = await StartAsync(new EngineOptions { MaxBucketBytes = 250_000 });
        var begun = await server.SendAsync("POST", Bucket, "large", query: [new("uploads", "")]);
        var id = begun.Text.Split("<UploadId>")[1].Split('<')[0];
        Assert.Equal(200, (await PutPartAsync(server, id, 1, 150_000)).Status);
        AssertRefused(await PutPartAsync(server, id, 2, 150_000), 403, "QuotaExceeded");
        AssertRefused(await PutAsync(server, "object", 150_000), 403, "QuotaExceeded");
        var aborted = await server.SendAsync("DELETE", Bucket, "large", query: [new("uploadId", id)]);
        Assert.Equal(204, aborted.Status);
        Assert.Equal(200, (await PutAsync(server, "object", 150_000)).Status);
    }

    [Fact]
    public async Task A_body_that_says_it_is_too_large_is_refused_before_it_is_read()
    {
        await using var server = await StartAsync(new EngineOptions { MaxBodyBytes = 1000 });
        Assert.Equal(200, (await PutAsync(server, "largest", 1000)).Status);
        AssertRefused(await PutAsync(server, "larger", 1001), 400, "EntityTooLarge");
        // Not one byte of this body is ever sent.
        var announced = new KeyValuePair<string, string>("Content-Length", "1001");
        var answer = await server.SendAsync("PUT", Bucket, "announced", headers: [announced]);
        AssertRefused(answer, 400, "EntityTooLarge");
        Assert.Equal(404, (await server.SendAsync("GET", Bucket, "larger")).Status);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<TestServer> StartAsync(EngineOptions limits)
    {
        var server = await TestServer.StartAsync(limits: limits);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        return server;
    }

    private static Task<WireResponse> PutAsync(TestServer server, string key, int bytes) =>
        server.SendAsync("PUT", Bucket, key, body: new byte[bytes]);

    private static Task<WireResponse> PutPartAsync(TestServer server, string id, int number, int bytes) =>
        server.SendAsync(
            "PUT",
            Bucket,
            "large",
            query: [new("partNumber", number.ToString(CultureInfo.InvariantCulture)), new("uploadId", id)],
            body: new byte[bytes]
        );

    private static void AssertRefused(WireResponse answer, int status, string code) =>
        Assert.Equal((status, code), (answer.Status, answer.Code));
}
