using Ossa.Engine.Rewrapping;
using Prometheus;

namespace Ossa.Server.Metrics;

/// <summary>What was wrapped anew after rotations of keys.</summary>
internal static class RewrapMetrics
{
    /// <summary>Adds the figures of a rewrapper to a registry.</summary>
    public static void Register(CollectorRegistry registry, Rewrapper rewrapper)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        var running = factory.CreateGauge("ossa_rewrap_running", "1 while keys are wrapped anew, else 0.");
        var read = factory.CreateCounter("ossa_rewrap_records_read_total", "Records whose keys were looked at.");
        var rewrapped = factory.CreateCounter("ossa_rewrap_records_total", "Records whose keys were wrapped anew.");
        var failed = factory.CreateCounter(
            "ossa_rewrap_failures_total",
            "Records whose keys could not be wrapped anew; each pass fails again on what is still damaged."
        );
        registry.AddBeforeCollectCallback(() =>
        {
            var total = rewrapper.Total;
            running.Set(rewrapper.IsRunning ? 1 : 0);
            read.IncTo(total.Read);
            rewrapped.IncTo(total.Rewrapped);
            failed.IncTo(total.Failed);
        });
    }
}
