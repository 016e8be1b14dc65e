using Microsoft.Extensions.Logging;

namespace Ossa.Server.Tls;

internal static partial class TlsLog
{
    [LoggerMessage(
        EventId = 160,
        Level = LogLevel.Information,
        Message = "New connections get the new certificate in {File}"
    )]
    public static partial void Exchanged(ILogger logger, string file);

    [LoggerMessage(
        EventId = 161,
        Level = LogLevel.Error,
        Message = "The certificate was changed and cannot be used, so the one before stays: {Reason}"
    )]
    public static partial void Kept(ILogger logger, string reason);

    [LoggerMessage(
        EventId = 162,
        Level = LogLevel.Warning,
        Message = "Every user of this machine may read the key {File}; take that away with chmod o-r"
    )]
    public static partial void KeyIsOpen(ILogger logger, string file);

    [LoggerMessage(
        EventId = 163,
        Level = LogLevel.Warning,
        Message = "The certificate in {File} {Ends} on {End:u}; a new one in its place is taken without a restart"
    )]
    public static partial void Ends(ILogger logger, string file, string ends, DateTimeOffset end);
}
