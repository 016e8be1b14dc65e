using Microsoft.Extensions.Logging;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Throttling;

namespace Ossa.Server.Road;

/// <summary>
/// One line a request. Queries are left out: they may hold a signature, which is as good as the object. What the request named is
/// percent-encoded, so that a name can neither begin a line of its own nor speak to the terminal.
/// </summary>
internal static partial class RequestLog
{
    public static void Write(ILogger logger, OssContext context, OssError? refusal, TimeSpan elapsed)
    {
        var level =
            refusal is null ? LogLevel.Debug
            : refusal.Status >= 500 && !ThrottlingErrors.Is(refusal) ? LogLevel.Error
            : LogLevel.Information;
        if (!logger.IsEnabled(level))
        {
            return;
        }

        var accessKeyId = Encoded(context.Caller.AccessKeyId);
        var bucket = Encoded(context.Target.Bucket);
        var key = Encoded(context.Target.Key);
        Request(
            logger,
            level,
            context.RequestId,
            accessKeyId,
            context.Client.Address,
            context.Operation,
            bucket,
            key,
            context.Http.Response.StatusCode,
            refusal?.Code ?? "-",
            refusal?.Ec ?? "-",
            elapsed.TotalMilliseconds
        );
    }

    private static string Encoded(string? name) => name is null ? "-" : UriEncoding.EncodePath(name);

    [LoggerMessage(
        EventId = 100,
        Message = "{RequestId} {AccessKeyId} {Address} {Operation} {Bucket} {Key} {Status} {Code} {Ec} {Milliseconds:0.0} ms"
    )]
    private static partial void Request(
        ILogger logger,
        LogLevel level,
        string requestId,
        string accessKeyId,
        System.Net.IPAddress? address,
        string operation,
        string bucket,
        string key,
        int status,
        string code,
        string ec,
        double milliseconds
    );
}
