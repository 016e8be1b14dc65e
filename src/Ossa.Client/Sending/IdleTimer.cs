namespace Ossa.Client.Sending;

/// <summary>Gives up when nothing has happened for too long; a slow transfer that moves is left alone.</summary>
internal sealed class IdleTimer : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _linked;

    public IdleTimer(TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        _timeout = timeout;
        _idle = new CancellationTokenSource(timeout, clock);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_idle.Token, cancellationToken);
    }

    public CancellationToken Token => _linked.Token;

    public bool HasExpired => _idle.IsCancellationRequested;

    /// <summary>Something happened.</summary>
    public void Restart() => _idle.CancelAfter(_timeout);

    /// <summary>Nothing is awaited any more.</summary>
    public void Stop() => _idle.CancelAfter(Timeout.InfiniteTimeSpan);

    public TimeoutException Explain() => new($"Nothing happened for {_timeout.TotalSeconds:0.#} seconds.");

    public void Dispose()
    {
        _linked.Dispose();
        _idle.Dispose();
    }
}
