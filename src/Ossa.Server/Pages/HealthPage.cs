using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Ossa.Engine;
using Ossa.Server.Tls;

namespace Ossa.Server.Pages;

/// <summary>
/// The state of the server as JSON, for those who may read the figures. The status is that of readiness: whether the server should be
/// sent requests, and nothing else. Damage that a scrub found is shown and does not change it.
/// </summary>
internal sealed class HealthPage(
    OssaEngine engine,
    Health health,
    Func<CertificateLife?> certificate,
    MetricsAccess access,
    TimeProvider time
)
{
    public Task AnswerAsync(HttpContext http) => access.IsAllowed(http) ? WriteAsync(http) : access.RefuseAsync(http);

    private Task WriteAsync(HttpContext http)
    {
        var report = Read();
        http.Response.StatusCode = report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "application/json";
        var json = JsonSerializer.SerializeToUtf8Bytes(report, HealthJson.Default.HealthReport);
        http.Response.ContentLength = json.Length;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.Body.WriteAsync(json, http.RequestAborted).AsTask();
    }

    private HealthReport Read()
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
