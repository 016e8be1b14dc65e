using Ossa.Engine.Lifecycle;
using Prometheus;

namespace Ossa.Server.Metrics;

/// <summary>What lifecycle rules have done.</summary>
internal static class LifecycleMetrics
{
    private static readonly GaugeConfiguration OnceKnown = new() { SuppressInitialValue = true };

    /// <summary>Adds the figures of lifecycle rules to a registry.</summary>
    public static void Register(CollectorRegistry registry, LifecycleRunner runner)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        var runs = factory.CreateCounter("ossa_lifecycle_runs_total", "Runs over the lifecycle rules.");
        var failures = factory.CreateCounter(
            "ossa_lifecycle_failures_total",
            "Buckets that a run could not go over to the end."
        );
        var judged = factory.CreateCounter(
            "ossa_lifecycle_judged_total",
            "Objects, versions and uploads that were held against the rules."
        );
        var actions = factory.CreateCounter("ossa_lifecycle_actions_total", "What the rules did.", "action");
        var kept = factory.CreateCounter(
            "ossa_lifecycle_kept_total",
            "Actions that were refused, by a retention for instance."
        );
        var ended = factory.CreateGauge(
            "ossa_lifecycle_last_end_timestamp_seconds",
            "When the last run ended.",
            OnceKnown
        );
        registry.AddBeforeCollectCallback(() =>
        {
            var total = runner.Total;
            runs.IncTo(total.Runs);
            failures.IncTo(total.Failures);
            judged.IncTo(total.Figures.Judged);
            kept.IncTo(total.Figures.Kept);
            actions.WithLabels("transition").IncTo(total.Figures.Transitioned);
            actions.WithLabels("expire").IncTo(total.Figures.Expired);
            actions.WithLabels("delete_version").IncTo(total.Figures.VersionsDeleted);
            actions.WithLabels("remove_marker").IncTo(total.Figures.MarkersRemoved);
            actions.WithLabels("abort_upload").IncTo(total.Figures.UploadsAborted);
            if (total.LastEndedAt is { } at)
            {
                ended.Set(at.ToUnixTimeMilliseconds() / 1000.0);
            }
        });
    }
}
