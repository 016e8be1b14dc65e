using Ossa.Engine.Scrubbing;
using Prometheus;

namespace Ossa.Server.Metrics;

/// <summary>What scrubs have read and found. Figures of the last one are there once there was one.</summary>
internal static class ScrubMetrics
{
    private static readonly GaugeConfiguration OnceKnown = new() { SuppressInitialValue = true };

    /// <summary>Adds the figures of a scrubber to a registry.</summary>
    public static void Register(CollectorRegistry registry, Scrubber scrubber)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        RegisterTotal(registry, factory, scrubber);
        RegisterLast(registry, factory, scrubber);
    }

    private static void RegisterTotal(CollectorRegistry registry, MetricFactory factory, Scrubber scrubber)
    {
        var running = factory.CreateGauge("ossa_scrub_running", "1 while a scrub is under way, else 0.");
        var objects = factory.CreateCounter(
            "ossa_scrub_objects_total",
            "Records of objects, versions and parts that scrubs verified."
        );
        var bytes = factory.CreateCounter("ossa_scrub_bytes_total", "Bytes of bodies that scrubs read.");
        var damages = factory.CreateCounter(
            "ossa_scrub_damages_total",
            "Damages that scrubs found; each scrub finds again what is still damaged."
        );
        var failures = factory.CreateCounter("ossa_scrub_failures_total", "Scrubs that failed before their end.");
        registry.AddBeforeCollectCallback(() =>
        {
            var total = scrubber.Total;
            running.Set(scrubber.IsRunning ? 1 : 0);
            objects.IncTo(total.Objects);
            bytes.IncTo(total.Bytes);
            damages.IncTo(total.Damaged);
            failures.IncTo(total.Failures);
        });
    }

    private static void RegisterLast(CollectorRegistry registry, MetricFactory factory, Scrubber scrubber)
    {
        var start = Gauge("start_timestamp_seconds", "When the last whole scrub began.");
        var end = Gauge("end_timestamp_seconds", "When the last whole scrub ended.");
        var duration = Gauge("duration_seconds", "How long the last whole scrub took.");
        var objects = Gauge("objects", "Records that the last whole scrub verified.");
        var bytes = Gauge("bytes", "Bytes of bodies that the last whole scrub read.");
        var damages = Gauge("damages", "Damages that the last whole scrub found.");
        registry.AddBeforeCollectCallback(() =>
        {
            if (scrubber.Last is { } last)
            {
                start.Set(Seconds(last.StartedAt));
                end.Set(Seconds(last.EndedAt));
                duration.Set(last.Duration.TotalSeconds);
                objects.Set(last.Objects);
                bytes.Set(last.Bytes);
                damages.Set(last.Damaged);
            }
        });

        Gauge Gauge(string name, string help) => factory.CreateGauge($"ossa_scrub_last_{name}", help, OnceKnown);
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
