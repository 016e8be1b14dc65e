using Microsoft.AspNetCore.Http;
using Ossa.Server.Metrics;

namespace Ossa.Server.Pages;

/// <summary>The figures, in the text format of Prometheus.</summary>
internal sealed class MetricsPage(ServerMetrics metrics, Health health, MetricsAccess access)
{
    private const string Elsewhere =
        "Metrics are shown to programs on this machine; to read them from elsewhere or through a proxy, start the server with --metrics-token.";

    public Task AnswerAsync(HttpContext http)
    {
        if (access.IsAllowed(http))
        {
            return WriteAsync(http);
        }

        if (!access.HasToken)
        {
            return OwnPages.AnswerAsync(http, StatusCodes.Status403Forbidden, Elsewhere);
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return OwnPages.AnswerAsync(http, StatusCodes.Status401Unauthorized, "Metrics need the server's token.");
    }

    private async Task WriteAsync(HttpContext http)
    {
        metrics.SetAcceptsWrites(health.NotReadyReason is null);
        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await metrics.Registry.CollectAndExportAsTextAsync(http.Response.Body, http.RequestAborted);
        }
    }
}
