using System.Collections.Concurrent;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>
/// Tells the collector where it may find work. It is a hint only: what is to be freed stands durably in the partitions, and the
/// collector looks at all of them after a start.
/// </summary>
internal sealed class GarbageQueue : IDisposable
{
    private readonly ConcurrentDictionary<PartitionId, bool> _partitions = new();
    private readonly SemaphoreSlim _news = new(0, 1);
    private int _signalled;

    /// <summary>Says that a partition may have work.</summary>
    public void Signal(PartitionId partition)
    {
        if (_partitions.TryAdd(partition, true) && Interlocked.Exchange(ref _signalled, 1) == 0)
        {
            _news.Release();
        }
    }

    /// <summary>Waits until there are hints, or until the time is over.</summary>
    public async ValueTask WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (await _news.WaitAsync(time, cancellationToken))
        {
            Volatile.Write(ref _signalled, 0);
        }
    }

    /// <summary>The partitions hinted at so far, which are forgotten.</summary>
    public IReadOnlyList<PartitionId> Take()
    {
        var taken = _partitions.Keys.ToArray();
        foreach (var partition in taken)
        {
            _partitions.TryRemove(partition, out _);
        }

        return taken;
    }

    public void Dispose() => _news.Dispose();
}
