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
