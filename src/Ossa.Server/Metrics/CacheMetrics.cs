using Ossa.Engine;
using Prometheus;

namespace Ossa.Server.Metrics;

/// <summary>How often caches had what was asked for, looked up whenever somebody asks for the figures.</summary>
internal static class CacheMetrics
{
    /// <summary>Adds those of an engine and of its store to a registry.</summary>
    public static void Register(CollectorRegistry registry, OssaEngine engine)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        var hits = Create("ossa_cache_hits_total", "How often a cache had what was asked for.");
        var misses = Create(
            "ossa_cache_misses_total",
            "How often what a cache was asked for had to be read or understood anew."
        );
        registry.AddBeforeCollectCallback(() =>
        {
            foreach (var cache in engine.Caches)
            {
                hits.WithLabels(cache.Name).IncTo(cache.Hits);
                misses.WithLabels(cache.Name).IncTo(cache.Misses);
            }
        });

        Counter Create(string name, string help) => factory.CreateCounter(name, help, labelNames: ["cache"]);
    }
}
