using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Ossa.Hosting;

/// <summary>Logs go to standard error, one line an event; standard output belongs to what a command answers.</summary>
internal static class Logs
{
    public static void ToStandardError(ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(level);
        // Kestrel's own chatter is of use only when it fails.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Why a start failed is told once, by the command.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
    }
}
