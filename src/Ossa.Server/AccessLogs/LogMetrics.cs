using Prometheus;

namespace Ossa.Server.AccessLogs;

/// <summary>What became of the lines of all logs.</summary>
internal sealed class LogMetrics
{
    private readonly Counter _lines;
    private readonly Counter _objects;
    private readonly Counter _dropped;
    private readonly Counter _failures;
    private readonly Gauge _waiting;

    public LogMetrics(CollectorRegistry registry)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        _lines = factory.CreateCounter("ossa_access_log_lines_total", "Requests delivered as lines of buckets' logs.");
        _objects = factory.CreateCounter("ossa_access_log_objects_total", "Objects of logs that were written.");
        _dropped = factory.CreateCounter("ossa_access_log_dropped_lines_total", "Lines that were given up.");
        _failures = factory.CreateCounter(
            "ossa_access_log_failures_total",
            "Objects of logs that could not be written; each is tried again."
        );
        _waiting = factory.CreateGauge("ossa_access_log_waiting_bytes", "Bytes of lines that wait to be delivered.");
    }

    /// <summary>Shows how much waits in a buffer, whenever somebody asks.</summary>
    public void Watch(CollectorRegistry registry, LogBuffer buffer) =>
        registry.AddBeforeCollectCallback(() => _waiting.Set(buffer.Bytes));

    public void Delivered(int lines)
    {
        _lines.Inc(lines);
        _objects.Inc();
    }

    public void Dropped(int lines) => _dropped.Inc(lines);

    public void Failed() => _failures.Inc();
}
