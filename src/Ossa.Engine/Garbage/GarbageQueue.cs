using System.Collections.Concurrent;
using System.Threading.Channels;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>
/// Tells the collector where it may find work. It is a hint only: what is to be freed stands durably in the partitions, and the
/// collector looks at all of them after a start and from time to time.
/// </summary>
internal sealed class GarbageQueue
{
    private readonly ConcurrentDictionary<PartitionId, bool> _partitions = new();

    /// <summary>One signal is enough: whoever wakes takes all hints that there are.</summary>
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private int _everywhere;

    /// <summary>Says that a partition may have work.</summary>
    public void Signal(PartitionId partition)
    {
        _partitions[partition] = true;
        _news.Writer.TryWrite(true);
    }

    /// <summary>Asks for a look at all partitions.</summary>
    public void SignalEverywhere()
    {
        Volatile.Write(ref _everywhere, 1);
        _news.Writer.TryWrite(true);
    }

    /// <summary>Waits until there is a hint.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) =>
        await _news.Reader.ReadAsync(cancellationToken);

    /// <summary>Whether all partitions are to be looked at; forgets that it was asked for.</summary>
    public bool TakeEverywhere() => Interlocked.Exchange(ref _everywhere, 0) == 1;

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
}
