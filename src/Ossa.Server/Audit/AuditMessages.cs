using Microsoft.Extensions.Logging;

namespace Ossa.Server.Audit;

internal static partial class AuditMessages
{
    [LoggerMessage(
        EventId = 150,
        Level = LogLevel.Error,
        Message = "Request {RequestId} could not be taken down in the audit log"
    )]
    public static partial void EntryFailed(ILogger logger, Exception exception, string requestId);

    [LoggerMessage(
        EventId = 151,
        Level = LogLevel.Error,
        Message = "The audit log could not be written; it will be tried again"
    )]
    public static partial void WriteFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 152, Level = LogLevel.Warning, Message = "{Entries} entries of the audit log are lost")]
    public static partial void Lost(ILogger logger, long entries);

    [LoggerMessage(
        EventId = 153,
        Level = LogLevel.Error,
        Message = "The audit log was written, and its last lines may not outlast a power loss"
    )]
    public static partial void EndUnsure(ILogger logger, Exception exception);
}
