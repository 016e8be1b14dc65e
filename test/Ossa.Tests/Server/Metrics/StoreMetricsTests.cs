using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ossa.Engine;
using Ossa.Server.Metrics;
using Ossa.Storage.InMemory;
using Ossa.Storage.Local;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Metrics;

public sealed class StoreMetricsTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task The_page_has_the_figures_of_the_moment()
    {
        var storage = await LocalEngine.OpenAsync(new() { Directory = _place.Path }, Cancel);
        await using var engine = await OssaEngine.OpenAsync(storage, new EngineOptions(), TimeProvider.System, Cancel);
        var registry = new ServerMetrics().Registry;
        StoreMetrics.Register(registry, engine);

        var before = Read(await PageAsync(registry), "ossa_store_batches_total");
        await engine.Buckets.CreateAsync("a-bucket", engine.AccountId, null, "Standard", "LRS", Cancel);
        var page = await PageAsync(registry);

        Assert.Equal(before + 2, Read(page, "ossa_store_batches_total"));
        Assert.InRange(Read(page, "ossa_store_synced_writes_total"), 1, before + 2);
        Assert.Equal(0, Read(page, "ossa_store_body_files"));
        Assert.InRange(Read(page, "ossa_store_disk_free_bytes"), 1, double.MaxValue);
        Assert.InRange(Read(page, "ossa_store_promised_bytes"), 1, double.MaxValue);
        foreach (
            var name in (string[])["short_of_space", "ballast", "file_bytes", "body_file_bytes", "body_garbage_bytes"]
        )
        {
            Read(page, $"ossa_store_{name}");
        }
    }

    [Fact]
    public async Task What_is_found_in_caches_is_told_from_what_is_not()
    {
        var storage = await LocalEngine.OpenAsync(new() { Directory = _place.Path }, Cancel);
        await using var engine = await OssaEngine.OpenAsync(storage, new EngineOptions(), TimeProvider.System, Cancel);
        var registry = new ServerMetrics().Registry;
        CacheMetrics.Register(registry, engine);
        var bucket = await engine.Buckets.CreateAsync("a-bucket", engine.AccountId, null, "Standard", "LRS", Cancel);
        await engine.Objects.PutAsync(bucket, "k", new(), new MemoryStream(new byte[200_000]).ReadAsync, Cancel);
        for (var i = 0; i < 5; i++)
        {
            await engine.Buckets.GetAsync("a-bucket", Cancel);
            await using var open = await engine.Objects.OpenAsync(bucket, "k", version: null, Cancel);
        }

        var page = await PageAsync(registry);
        // Only what is read a second time stays open, on Linux.
        var hits = OperatingSystem.IsLinux() ? 3 : 0;
        Assert.Equal((hits, 5 - hits), (Count(page, "hits", "open_blobs"), Count(page, "misses", "open_blobs")));
        Assert.Equal((4 - hits, 1), (Count(page, "hits", "verified_blobs"), Count(page, "misses", "verified_blobs")));
        Assert.Equal((4, 1), (Count(page, "hits", "buckets"), Count(page, "misses", "buckets")));
        foreach (var cache in (string[])["access_keys", "user_policies", "bucket_policies"])
        {
            Assert.Equal((0, 0), (Count(page, "hits", cache), Count(page, "misses", cache)));
        }
    }

    private static double Count(string page, string what, string cache) =>
        Read(page, $$"""ossa_cache_{{what}}_total\{cache="{{cache}}"\}""");

    [Fact]
    public async Task A_store_in_memory_has_none()
    {
        await using var engine = await OssaEngine.OpenAsync(
            InMemoryEngine.Create(),
            new EngineOptions(),
            TimeProvider.System,
            Cancel
        );
        var registry = new ServerMetrics().Registry;
        StoreMetrics.Register(registry, engine);
        Assert.DoesNotContain("ossa_store_batches", await PageAsync(registry), StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(Prometheus.CollectorRegistry registry)
    {
        using var page = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(page, Cancel);
        return Encoding.UTF8.GetString(page.ToArray());
    }

    private static double Read(string page, string name)
    {
        var line = Regex.Match(page, $"^{name} (.+)$", RegexOptions.Multiline, TimeSpan.FromSeconds(1));
        Assert.True(line.Success, $"{name} is missing.");
        return double.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
