using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ossa.Engine;
using Ossa.Protocol.Errors;
using Ossa.Server.AccessLogs;
using Ossa.Server.Audit;
using Ossa.Server.Connections;
using Ossa.Server.Hosting;
using Ossa.Server.Metrics;
using Ossa.Server.Repeating;
using Ossa.Server.Throttling;
using Ossa.Server.Traffic;
using Ossa.Server.Writing;

namespace Ossa.Server.Road;

/// <summary>
/// What every request has around it, wherever it goes: a name, the headers of who answers, an error answer for whatever goes wrong, a line
/// in the log, one in that of its bucket and one in the audit log, and its place in the figures.
/// </summary>
internal sealed class RequestFrame(
    OssaEngine engine,
    ServerOptions options,
    HostBuckets hosts,
    ServerMetrics metrics,
    TrafficHours traffic,
    LimitMetrics limited,
    AccessLog accessLog,
    AuditTrail? audit,
    TimeProvider time,
    ILogger<RequestFrame> logger
)
{
    private readonly TrustedProxies _proxies = new(options.TrustedProxies);
    private readonly ActiveLimit<ClientNetwork> _requests = Shared(
        options.ClientLimits.Requests,
        LimitMetrics.Requests,
        limited
    );
    private readonly ActiveLimit<ClientNetwork> _uploads = Shared(
        options.ClientLimits.Uploads,
        LimitMetrics.Uploads,
        limited
    );

    /// <summary>The rates to which requests are held.</summary>
    public RequestLimits Limits { get; } = new(options.ClientLimits, limited, time);

    public async Task RunAsync(HttpContext http, Func<OssContext, Task> steps)
    {
        var repeating = http.Features.Get<RepeatingReader>();
        await using var context = new OssContext(http, engine, options, RequestIds.New(), time)
        {
            HostNames = hosts.Names,
            Client = _proxies.ClientOf(http),
            Uploads = _uploads,
            Recording = repeating?.Recording,
        };
        OssError? refusal = null;
        metrics.Started();
        try
        {
            // Before anything can go wrong.
            StandardHeaders.Write(context);
            using var place = _requests.Enter(ClientNetwork.Of(context.Client.Address));
            Limits.RequireAddress(context);
            Unreadable.Refuse(http);
            context.HostBucket = await hosts.FindAsync(http);
            await steps(context);
        }
        catch (Exception e)
        {
            refusal = await ErrorAnswer.WriteAsync(context, e, logger);
        }
        finally
        {
            var elapsed = context.Elapsed;
            accessLog.Note(context, refusal, elapsed);
            audit?.Note(context, refusal, elapsed);
            var (status, received, sent) = (http.Response.StatusCode, context.ReceivedBytes, context.SentBytes);
            metrics.Finished(context.Operation, status, received, sent, elapsed);
            traffic.Note(status, received, sent);
            RequestLog.Write(logger, context, refusal, elapsed);
            repeating?.RequestIsOver(http.Request);
        }
    }

    /// <summary>A limit of which one client has half at most.</summary>
    private static ActiveLimit<ClientNetwork> Shared(int? most, string kind, LimitMetrics metrics) =>
        new(most, ((most ?? 0) + 1) / 2, kind, metrics);
}
