using Microsoft.Extensions.Logging;

namespace Ossa.Server.Hosting;

internal static partial class ServerLog
{
    [LoggerMessage(
        EventId = 120,
        Level = LogLevel.Error,
        Message = "Freeing unused blobs failed; it will be tried again"
    )]
    public static partial void CollectorFailed(ILogger logger, Exception exception);
}
