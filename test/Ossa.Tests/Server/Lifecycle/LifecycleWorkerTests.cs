using Ossa.Engine;
using Ossa.Tests.Server.Road;
using Xunit;

namespace Ossa.Tests.Server.Lifecycle;

/// <summary>What an operator sees of rules that are gone over in the background.</summary>
public sealed class LifecycleWorkerTests : IDisposable
{
    private const string Bucket = "test-bucket";

    private readonly RecordedLog _log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task What_is_due_goes_in_the_background_and_is_logged_and_counted()
    {
        await using var server = await StartAsync(new EngineOptions());
        server.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(
            $"Lifecycle of {Bucket}: 2 judged, 0 transitioned, 1 expired, 0 versions deleted, 0 markers removed, "
                + "0 uploads aborted, 0 kept",
            await _log.WaitForAsync("Lifecycle", Cancel)
        );
        Assert.Equal(404, (await server.SendAsync("GET", Bucket, "tmp/a")).Status);
        Assert.Equal(200, (await server.SendAsync("GET", Bucket, "kept")).Status);

        var metrics = (await server.SendRawAsync("GET", "/-/metrics")).Text;
        foreach (
            var line in (string[])
                [
                    "ossa_lifecycle_actions_total{action=\"expire\"} 1",
                    "ossa_lifecycle_actions_total{action=\"transition\"} 0",
                    "ossa_lifecycle_judged_total 2",
                    "ossa_lifecycle_failures_total 0",
                    "ossa_lifecycle_kept_total 0",
                ]
        )
        {
            Assert.Contains(line + "\n", metrics, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Never_is_never()
    {
        await using var server = await StartAsync(new EngineOptions { LifecycleInterval = null });
        server.Time.Advance(TimeSpan.FromDays(9));
        Assert.Equal(200, (await server.SendAsync("GET", Bucket, "tmp/a")).Status);
        Assert.Equal(0, server.Engine.LifecycleRunner.Total.Runs);
    }

    private async Task<TestServer> StartAsync(EngineOptions limits)
    {
        var server = await TestServer.StartAsync(log: _log, limits: limits);
        await server.SendAsync("PUT", Bucket);
        await server.SendAsync("PUT", Bucket, "tmp/a", body: [1]);
        await server.SendAsync("PUT", Bucket, "kept", body: [1]);
        const string Rules =
            "<LifecycleConfiguration><Rule><ID>r</ID><Prefix></Prefix><Status>Enabled</Status>"
            + "<Filter><Not><Prefix>kept</Prefix></Not></Filter>"
            + "<Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>";
        var set = await server.SendAsync(
            "PUT",
            Bucket,
            query: [new("lifecycle", "")],
            body: System.Text.Encoding.UTF8.GetBytes(Rules)
        );
        Assert.Equal(200, set.Status);
        return server;
    }
}
