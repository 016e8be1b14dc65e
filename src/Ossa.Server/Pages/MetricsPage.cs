using Microsoft.AspNetCore.Http;
using Ossa.Server.Metrics;

namespace Ossa.Server.Pages;

/// <summary>The figures, in the text format of Prometheus.</summary>
internal sealed class MetricsPage(ServerMetrics metrics, Health health, MetricsAccess access)
{
    public Task AnswerAsync(HttpContext http) => access.IsAllowed(http) ? WriteAsync(http) : access.RefuseAsync(http);

    private async Task WriteAsync(HttpContext http)
    {
        metrics.SetAcceptsWrites(health.NotReadyReason is null);
        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await metrics.WriteAsync(http.Response.Body, http.RequestAborted);
        }
    }
}
