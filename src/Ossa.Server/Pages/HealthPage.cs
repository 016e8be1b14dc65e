using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Ossa.Server.Pages;

/// <summary>The state of the server as JSON, for those who may read the figures.</summary>
internal sealed class HealthPage(HealthReader health, MetricsAccess access)
{
    public Task AnswerAsync(HttpContext http) => access.IsAllowed(http) ? WriteAsync(http) : access.RefuseAsync(http);

    private Task WriteAsync(HttpContext http)
    {
        var report = health.Read();
        http.Response.StatusCode = report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "application/json";
        var json = JsonSerializer.SerializeToUtf8Bytes(report, HealthJson.Default.HealthReport);
        http.Response.ContentLength = json.Length;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.Body.WriteAsync(json, http.RequestAborted).AsTask();
    }
}
