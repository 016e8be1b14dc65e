using System.Text.Json;
using Ossa.Engine;
using Ossa.Engine.Scrubbing;
using Ossa.Storage.Local;
using Ossa.Tests.Server.Road;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>What an operator sees of the scrubber.</summary>
public sealed class ScrubTests : IDisposable
{
    private const string Bucket = "test-bucket";
    private const string Key = "a photo\u202E.jpg";
    private const int Length = 300_000;

    private readonly TemporaryDirectory _place = new();
    private readonly RecordedLog _log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _log.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task A_damaged_file_is_logged_counted_and_shown()
    {
        await using var server = await StartAsync(long.MaxValue);
        await FillAsync(server);
        DamageLargest();
        Assert.DoesNotContain("\nossa_scrub_last", await PageAsync(server, "/-/metrics"), StringComparison.Ordinal);

        var begun = server.Time.GetUtcNow() + Scrubber.StartDelay;
        server.Time.Advance(Scrubber.StartDelay);
        var summary = await _log.WaitForAsync("Scrubbed", Cancel);
        // Of a damaged block no bytes are handed out.
        Assert.StartsWith("Scrubbed 2 objects, 3 bytes", summary, StringComparison.Ordinal);
        Assert.EndsWith("damages found: 1", summary, StringComparison.Ordinal);
        var damage = Assert.Single(_log.Lines, line => line.StartsWith("Damage", StringComparison.Ordinal));
        Assert.Contains($"DamagedBody {Bucket} a%20photo%E2%80%AE.jpg -: ", damage, StringComparison.Ordinal);

        var metrics = await PageAsync(server, "/-/metrics");
        foreach (
            var line in (string[])
                [
                    "ossa_scrub_running 0",
                    "ossa_scrub_objects_total 2",
                    "ossa_scrub_damages_total 1",
                    "ossa_scrub_failures_total 0",
                    "ossa_scrub_last_duration_seconds 0",
                    "ossa_scrub_last_objects 2",
                    "ossa_scrub_last_bytes 3",
                    "ossa_scrub_last_damages 1",
                ]
        )
        {
            Assert.Contains(line + "\n", metrics, StringComparison.Ordinal);
        }

        Assert.Contains(
            $"ossa_scrub_last_start_timestamp_seconds {begun.ToUnixTimeSeconds()}",
            metrics,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"ossa_scrub_last_end_timestamp_seconds {begun.ToUnixTimeSeconds()}",
            metrics,
            StringComparison.Ordinal
        );

        using var health = JsonDocument.Parse(await PageAsync(server, "/-/health"));
        Assert.True(health.RootElement.GetProperty("ready").GetBoolean());
        Assert.True(health.RootElement.GetProperty("freeBytes").GetInt64() > 0);
        var scrub = health.RootElement.GetProperty("scrub");
        Assert.False(scrub.GetProperty("running").GetBoolean());
        Assert.Equal(1, scrub.GetProperty("last").GetProperty("damaged").GetInt64());
        Assert.Equal(begun, scrub.GetProperty("last").GetProperty("endedAt").GetDateTimeOffset());
        Assert.Equal("ready\n", await PageAsync(server, "/-/health/ready"));
    }

    [Fact]
    public async Task The_last_scrub_is_shown_after_a_restart()
    {
        await using (var server = await StartAsync(long.MaxValue))
        {
            await FillAsync(server);
            server.Time.Advance(Scrubber.StartDelay);
            await _log.WaitForAsync("Scrubbed", Cancel);
        }

        await using var again = await StartAsync(long.MaxValue);
        Assert.Contains("ossa_scrub_last_objects 2\n", await PageAsync(again, "/-/metrics"), StringComparison.Ordinal);
        Assert.Contains("ossa_scrub_objects_total 0\n", await PageAsync(again, "/-/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_stops_amid_a_scrub()
    {
        var server = await StartAsync(bytesPerSecond: 1);
        try
        {
            await FillAsync(server);
            server.Time.Advance(Scrubber.StartDelay);
            // It has begun, and waits for a clock that nobody turns.
            while (
                !(await PageAsync(server, "/-/metrics")).Contains("ossa_scrub_running 1\n", StringComparison.Ordinal)
            )
            {
                await Task.Yield();
            }
        }
        finally
        {
            await server.DisposeAsync();
        }

        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("Scrubbed", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("The scrub failed", StringComparison.Ordinal));
    }

    private async Task<TestServer> StartAsync(long bytesPerSecond) =>
        await TestServer.StartAsync(
            storage: await LocalEngine.OpenAsync(new() { Directory = _place.Path }, Cancel),
            log: _log,
            limits: new EngineOptions { ScrubBytesPerSecond = bytesPerSecond }
        );

    private static async Task FillAsync(TestServer server)
    {
        await server.SendAsync("PUT", Bucket);
        await server.SendAsync("PUT", Bucket, Key, body: Bytes.Pattern(Length));
        await server.SendAsync("PUT", Bucket, "small", body: [1, 2, 3]);
    }

    /// <summary>Turns a bit of the only body that has a file of its own.</summary>
    private void DamageLargest()
    {
        var blobs = new DirectoryInfo(_place.Path).EnumerateFiles("*", SearchOption.AllDirectories);
        using var file = blobs.Single(blob => blob.Length is > Length and < Length + 10_000).Open(FileMode.Open);
        file.Position = Length / 2;
        var read = file.ReadByte();
        file.Position = Length / 2;
        file.WriteByte((byte)(read ^ 1));
    }

    private static async Task<string> PageAsync(TestServer server, string path)
    {
        var answer = await server.SendRawAsync("GET", path);
        Assert.Equal(200, answer.Status);
        return answer.Text;
    }
}
