using Ossa.Engine;
using Ossa.Server.Tls;

namespace Ossa.Server.Pages;

/// <summary>
/// Reads the state of a server. Its status is that of readiness: whether the server should be sent requests, and nothing else. Damage that a scrub
/// found is told and does not change it.
/// </summary>
internal sealed class HealthReader(
    OssaEngine engine,
    Health health,
    Func<CertificateLife?> certificate,
    TimeProvider time
)
{
    public HealthReport Read()
    {
        var (reason, figures, scrubber) = (health.NotReadyReason, engine.Figures, engine.Scrubber);
        var last = scrubber.Last is { } scrub
            ? new LastScrubReport(scrub.StartedAt, scrub.EndedAt, scrub.Objects, scrub.Bytes, scrub.Damaged)
            : null;
        return new HealthReport(
            reason is null,
            reason,
            engine.ReadOnlyReason is null,
            figures?.FreeBytes,
            figures?.IsShortOfSpace,
            new QueuesReport(figures?.WaitingBatches ?? 0, engine.Collector.Waiting),
            new ScrubReport(scrubber.IsRunning, last),
            certificate() is { } life ? new CertificateReport(life.Ends, life.EndsSoon(time.GetUtcNow())) : null
        );
    }
}
