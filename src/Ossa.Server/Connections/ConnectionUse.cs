namespace Ossa.Server.Connections;

/// <summary>
/// Ends a connection on which nothing is being answered any more. Kestrel ends one that is idle by itself, but to HTTP/2 a connection is not
/// idle while the end of an answer waits for its window, and a client may leave that closed for ever.
/// </summary>
internal sealed class ConnectionUse : IDisposable
{
    private readonly TimeSpan _idle;
    private readonly Timer _end;
    private readonly Lock _lock = new();
    private int _running;

    /// <param name="idle">How long nothing may be answered.</param>
    /// <param name="giveUp">Ends the connection.</param>
    public ConnectionUse(TimeSpan idle, Action giveUp)
    {
        _idle = idle;
        _end = new Timer(_ => giveUp(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A request is being answered.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            if (_running++ == 0)
            {
                _end.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>It was answered, as far as the server is concerned.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (--_running == 0)
            {
                _end.Change(_idle, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose() => _end.Dispose();
}
