using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Ossa.Hosting;

/// <summary>Logs go to standard error, one line an event; standard output belongs to what a command answers.</summary>
internal static class Logs
{
    public static void ToStandardError(ILoggingBuilder logging, TimeProvider time, LogLevel level)
    {
        logging.SetMinimumLevel(level);
        // Kestrel's own chatter is of use only when it fails.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.FormatterName = ClockedFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        logging.Services.AddSingleton<ConsoleFormatter>(new ClockedFormatter(time));
        // AddConsole would bring other formatters besides, and settings from configuration files, which each server would keep in memory.
        logging.Services.AddSingleton<ILoggerProvider, ConsoleLoggerProvider>();
    }
}
