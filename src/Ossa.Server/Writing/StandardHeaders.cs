using System.Globalization;
using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;

namespace Ossa.Server.Writing;

/// <summary>The headers of every answer.</summary>
internal static class StandardHeaders
{
    /// <summary>The name that clients expect; some tell OSS from other servers by it.</summary>
    private const string ServerName = "AliyunOSS";

    public static void Write(OssContext context)
    {
        var response = context.Http.Response;
        response.Headers.Server = ServerName;
        response.Headers[OssHeaders.RequestId] = context.RequestId;
        if (HttpProtocol.IsHttp11(context.Http.Request.Protocol) && context.Header("Connection") is null)
        {
            response.Headers.Connection = "keep-alive";
        }
        // The time until the answer begins is known only when it does.
        response.OnStarting(Begin, context);
    }

    private static Task Begin(object state)
    {
        var context = (OssContext)state;
        context.AnswerBegan = context.Elapsed;
        var milliseconds = (long)context.AnswerBegan.Value.TotalMilliseconds;
        context.Http.Response.Headers[OssHeaders.ServerTime] = milliseconds.ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }
}
