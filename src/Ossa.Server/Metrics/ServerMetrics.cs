using System.Collections.Concurrent;
using Prometheus;

namespace Ossa.Server.Metrics;

/// <summary>What the server counts, in a registry of its own so that several servers in one process do not mix.</summary>
internal sealed class ServerMetrics
{
    private readonly ConcurrentDictionary<string, OperationFigures> _operations = new(StringComparer.Ordinal);
    private readonly Lazy<CollectorRegistry> _whole;
    private readonly Counter _requests;
    private readonly Histogram _seconds;
    private readonly Counter _receivedBytes;
    private readonly Counter _sentBytes;
    private readonly Gauge _connections;
    private readonly Gauge _inFlight;
    private readonly Gauge _ready;

    public ServerMetrics()
    {
        Registry = Prometheus.Metrics.NewCustomRegistry();
        // Made when somebody asks for figures: a server that nobody asks keeps half a MiB less in memory.
        _whole = new(() =>
        {
            DotNetStats.Register(Registry);
            return Registry;
        });
        var factory = Prometheus.Metrics.WithCustomRegistry(Registry);
        // There are no traces that an example of a figure could lead to.
        factory.ExemplarBehavior = ExemplarBehavior.NoExemplars();
        ProcessMetrics.Register(Registry, factory);
        _requests = factory.CreateCounter("ossa_http_requests_total", "Requests answered.", "operation", "status");
        _seconds = factory.CreateHistogram(
            "ossa_http_request_duration_seconds",
            "Time from a request's arrival to the end of its answer.",
            ["operation"],
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.0005, 2, 16) }
        );
        _receivedBytes = factory.CreateCounter(
            "ossa_http_request_body_bytes_total",
            "Bytes of request bodies that were read.",
            "operation"
        );
        _sentBytes = factory.CreateCounter(
            "ossa_http_response_body_bytes_total",
            "Bytes of answers' bodies that were sent.",
            "operation"
        );
        _connections = factory.CreateGauge("ossa_http_connections", "Connections that are open now.");
        _inFlight = factory.CreateGauge("ossa_http_requests_in_flight", "Requests being answered now.");
        _ready = factory.CreateGauge("ossa_store_accepts_writes", "1 while the store accepts writes, else 0.");
    }

    public CollectorRegistry Registry { get; }

    /// <summary>Writes all figures as they are now, in the text format of Prometheus.</summary>
    public Task WriteAsync(Stream output, CancellationToken cancellationToken) =>
        _whole.Value.CollectAndExportAsTextAsync(output, cancellationToken);

    public void ConnectionOpened() => _connections.Inc();

    public void ConnectionClosed() => _connections.Dec();

    public void Started() => _inFlight.Inc();

    public void Finished(string operation, int status, long received, long sent, TimeSpan elapsed)
    {
        _inFlight.Dec();
        _operations.GetOrAdd(operation, Figures).Finished(status, received, sent, elapsed);
    }

    public void SetAcceptsWrites(bool accepts) => _ready.Set(accepts ? 1 : 0);

    private OperationFigures Figures(string operation) =>
        new(operation, _requests, _seconds, _receivedBytes, _sentBytes);
}
