using Microsoft.Extensions.Logging;

namespace Ossa.Server.Transport;

/// <summary>What the transport has to say.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(
        EventId = 170,
        Level = LogLevel.Error,
        Message = "What was to be done at the end of a connection failed"
    )]
    public static partial void ListenerFailed(ILogger logger, Exception error);
}
