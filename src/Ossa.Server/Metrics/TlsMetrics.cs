using Ossa.Server.Tls;
using Prometheus;

namespace Ossa.Server.Metrics;

/// <summary>When the certificate ends.</summary>
internal static class TlsMetrics
{
    /// <param name="registry">Where the figure goes.</param>
    /// <param name="certificate">The present certificate, or null for a server without one.</param>
    public static void Register(CollectorRegistry registry, Func<ServerCertificate?> certificate)
    {
        var ends = Prometheus
            .Metrics.WithCustomRegistry(registry)
            .CreateGauge(
                "ossa_tls_certificate_end_timestamp_seconds",
                "When the certificate ends.",
                new GaugeConfiguration { SuppressInitialValue = true }
            );
        registry.AddBeforeCollectCallback(() =>
        {
            if (certificate() is { } present)
            {
                ends.Set(present.Life.Ends.ToUnixTimeSeconds());
            }
        });
    }
}
