using Ossa.Engine;
using Prometheus;

namespace Ossa.Server.Metrics;

/// <summary>What the store tells of itself, looked up whenever somebody asks for the figures. A store in memory tells nothing.</summary>
internal sealed class StoreMetrics
{
    private readonly OssaEngine _engine;
    private readonly List<Action<EngineFigures>> _updates = [];

    private StoreMetrics(OssaEngine engine) => _engine = engine;

    /// <summary>Adds the figures of a store to a registry.</summary>
    public static void Register(CollectorRegistry registry, OssaEngine engine)
    {
        if (engine.Figures is null)
        {
            return;
        }

        var metrics = new StoreMetrics(engine);
        metrics.Create(Prometheus.Metrics.WithCustomRegistry(registry));
        registry.AddBeforeCollectCallback(metrics.Update);
    }

    private void Create(MetricFactory factory)
    {
        Gauge("ossa_store_disk_free_bytes", "What the data disk has left.", figures => figures.FreeBytes);
        Gauge(
            "ossa_store_promised_bytes",
            "What accepted data will still take of the disk: rows in memory and in the log only, and bytes that wait to be written to files.",
            figures => figures.PromisedBytes
        );
        Gauge(
            "ossa_store_short_of_space",
            "1 when new data is refused for want of space, or soon will be, else 0.",
            figures => figures.IsShortOfSpace ? 1 : 0
        );
        Gauge(
            "ossa_store_ballast",
            "1 while room is set aside for deletions on a disk that others have filled, else 0.",
            figures => figures.HasBallast ? 1 : 0
        );
        Counter("ossa_store_synced_writes_total", "Writes that were synced.", figures => figures.SyncedWrites);
        Counter("ossa_store_batches_total", "Batches that those writes made durable.", figures => figures.Batches);
        Gauge("ossa_store_batches_waiting", "Batches that wait to be written.", figures => figures.WaitingBatches);
        Gauge("ossa_store_file_bytes", "Size of the files of rows and small bodies.", figures => figures.FileBytes);
        Gauge("ossa_store_body_files", "Files that hold small bodies.", figures => figures.BodyFiles);
        Gauge("ossa_store_body_file_bytes", "Size of the files of small bodies.", figures => figures.BodyFileBytes);
        Gauge("ossa_store_body_garbage_bytes", "How much of them is deleted.", figures => figures.BodyGarbageBytes);
        Counter("ossa_store_cached_reads_total", "Reads of rows that memory answered.", figures => figures.CachedReads);
        Counter(
            "ossa_store_uncached_reads_total",
            "Reads of rows that the database answered.",
            figures => figures.UncachedReads
        );

        void Gauge(string name, string help, Func<EngineFigures, double> value)
        {
            var gauge = factory.CreateGauge(name, help);
            _updates.Add(figures => gauge.Set(value(figures)));
        }

        void Counter(string name, string help, Func<EngineFigures, double> value)
        {
            var counter = factory.CreateCounter(name, help);
            _updates.Add(figures => counter.IncTo(value(figures)));
        }
    }

    private void Update()
    {
        if (_engine.Figures is { } figures)
        {
            _updates.ForEach(update => update(figures));
        }
    }
}
