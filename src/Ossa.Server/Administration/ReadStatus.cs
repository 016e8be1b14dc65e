using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Ossa.Server.Pages;
using Ossa.Server.Road;
using Ossa.Server.Traffic;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary><c>GET server</c>: how the server is, and what it was asked for within the last day.</summary>
/// <param name="health">Knows its state.</param>
/// <param name="traffic">Counts its requests.</param>
internal sealed class ReadStatus(HealthReader health, TrafficHours traffic) : AdminOperation
{
    public override string Name => "AdminReadStatus";

    public override string Summary =>
        "Tells how the server is, and hour by hour what it was asked for within the last day.";

    public override string Method => HttpMethods.Get;

    public override string Path => AdminApi.Server;

    public override IReadOnlyList<string> Parameters => [];

    public override AdminAnswer Answer => AdminAnswer.Json(ServerStatusJson.Default.ServerStatus);

    public override Task HandleAsync(OssContext context)
    {
        var status = new ServerStatus(context.Now, health.Read(), traffic.Since, traffic.Read());
        context.Http.Response.ContentType = "application/json";
        context.Http.Response.Headers.CacheControl = "no-store";
        return AnswerBody
            .WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(status, ServerStatusJson.Default.ServerStatus))
            .AsTask();
    }
}
