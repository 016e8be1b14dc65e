using Ossa.Engine.Garbage;
using Prometheus;

namespace Ossa.Server.Metrics;

/// <summary>What the collector has freed.</summary>
internal static class CollectorMetrics
{
    /// <summary>Adds the figures of a collector to a registry.</summary>
    public static void Register(CollectorRegistry registry, GarbageCollector collector)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        var bodies = factory.CreateCounter("ossa_store_freed_bodies_total", "Bodies freed that no record used.");
        var bytes = factory.CreateCounter("ossa_store_freed_bytes_total", "Bytes of these bodies.");
        var waiting = factory.CreateGauge(
            "ossa_store_garbage_waiting",
            "What could not be freed yet since somebody still reads it, when the collector last looked."
        );
        registry.AddBeforeCollectCallback(() =>
        {
            bodies.IncTo(collector.Total.Bodies);
            bytes.IncTo(collector.Total.Bytes);
            waiting.Set(collector.Waiting);
        });
    }
}
