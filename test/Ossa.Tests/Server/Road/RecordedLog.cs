using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Ossa.Tests.Server.Road;

/// <summary>Keeps what a server logs.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly Channel<string> _news = Channel.CreateUnbounded<string>();

    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        var line = formatter(state, exception);
        Lines.Enqueue(line);
        _news.Writer.TryWrite(line);
    }

    /// <summary>Waits for the next line that begins so.</summary>
    public async Task<string> WaitForAsync(string begin, CancellationToken cancellationToken)
    {
        string line;
        do
        {
            line = await _news.Reader.ReadAsync(cancellationToken);
        } while (!line.StartsWith(begin, StringComparison.Ordinal));
        return line;
    }

    public void Dispose() { }
}
