using Prometheus;

namespace Ossa.Server.Audit;

/// <summary>What became of the entries of the audit log.</summary>
internal sealed class AuditMetrics
{
    private readonly Counter _written;
    private readonly Counter _dropped;
    private readonly Counter _failures;

    public AuditMetrics(CollectorRegistry registry)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        _written = factory.CreateCounter("ossa_audit_entries_total", "Entries of the audit log that were written.");
        _dropped = factory.CreateCounter(
            "ossa_audit_dropped_entries_total",
            "Entries that found no room and are lost."
        );
        _failures = factory.CreateCounter("ossa_audit_failures_total", "Writes that failed; each is tried again.");
    }

    public void Written(int entries) => _written.Inc(entries);

    public void Dropped(long entries) => _dropped.Inc(entries);

    public void Failed() => _failures.Inc();
}
