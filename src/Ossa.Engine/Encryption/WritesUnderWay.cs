namespace Ossa.Engine.Encryption;

/// <summary>
/// The writes of this process that hold wrapped keys which are not stored yet, by when they began. Whoever takes a key away first waits for
/// those that may have it.
/// </summary>
internal sealed class WritesUnderWay
{
    private readonly Lock _lock = new();
    private readonly HashSet<Write> _present = [];

    /// <summary>Begins a write; disposing ends it.</summary>
    public IDisposable Begin()
    {
        lock (_lock)
        {
            var write = new Write(this);
            _present.Add(write);
            return write;
        }
    }

    /// <summary>Waits until all writes that had begun have ended.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        Task[] begun;
        lock (_lock)
        {
            begun = [.. _present.Select(write => write.Ended)];
        }

        await Task.WhenAll(begun).WaitAsync(cancellationToken);
    }

    private sealed class Write(WritesUnderWay writes) : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => _ended.Task;

        public void Dispose()
        {
            lock (writes._lock)
            {
                writes._present.Remove(this);
            }

            _ended.TrySetResult();
        }
    }
}
