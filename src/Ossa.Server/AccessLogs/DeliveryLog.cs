using Microsoft.Extensions.Logging;

namespace Ossa.Server.AccessLogs;

internal static partial class DeliveryLog
{
    [LoggerMessage(
        EventId = 140,
        Level = LogLevel.Error,
        Message = "Request {RequestId} could not be taken down in its bucket's log"
    )]
    public static partial void LineFailed(ILogger logger, Exception exception, string requestId);

    [LoggerMessage(
        EventId = 141,
        Level = LogLevel.Debug,
        Message = "Delivered {Lines} lines of the log of {Source} to {Target}"
    )]
    public static partial void Delivered(ILogger logger, int lines, string source, string target);

    [LoggerMessage(
        EventId = 142,
        Level = LogLevel.Error,
        Message = "The log of {Source} could not be written to {Target}; it will be tried again"
    )]
    public static partial void DeliveryFailed(ILogger logger, Exception exception, string source, string target);

    [LoggerMessage(
        EventId = 143,
        Level = LogLevel.Warning,
        Message = "{Lines} lines of the log of {Source} were given up: {Target} is no bucket of its owner"
    )]
    public static partial void TargetGone(ILogger logger, int lines, string source, string target);

    [LoggerMessage(
        EventId = 144,
        Level = LogLevel.Warning,
        Message = "The server stops, and {Lines} lines of the log of {Source} are lost"
    )]
    public static partial void Lost(ILogger logger, int lines, string source);
}
