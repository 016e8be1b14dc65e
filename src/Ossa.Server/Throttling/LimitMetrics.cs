using Prometheus;

namespace Ossa.Server.Throttling;

/// <summary>How often each limit refused something.</summary>
internal sealed class LimitMetrics
{
    public const string Connections = "connections";
    public const string AddressRate = "address_rate";
    public const string KeyRate = "key_rate";
    public const string Requests = "requests";
    public const string Uploads = "uploads";
    public const string Archives = "archives";

    private readonly Counter _refused;

    public LimitMetrics(CollectorRegistry registry)
    {
        _refused = Prometheus
            .Metrics.WithCustomRegistry(registry)
            .CreateCounter("ossa_limit_refusals_total", "Connections and requests that a limit refused.", "limit");
        foreach (var limit in (string[])[Connections, AddressRate, KeyRate, Requests, Uploads, Archives])
        {
            _refused.WithLabels(limit);
        }
    }

    public void Refused(string limit) => _refused.WithLabels(limit).Inc();
}
