using System.Runtime.InteropServices;
using System.Threading.Channels;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>
/// Tells the collector where it may find work, and by name what, so that it need not look through the queue of a partition: there a store has to pass over
/// all that was freed a while ago. It is a hint only: what is to be freed stands durably in the partitions, and the
/// collector looks at all of them after a start and from time to time.
/// </summary>
internal sealed class GarbageQueue
{
    /// <summary>How many items of a partition are named at most.</summary>
    public const int MostNamed = 1024;

    /// <summary>How many items are named at most of all partitions together.</summary>
    private const int MostNamedInAll = 16 * MostNamed;

    private readonly Lock _gate = new();

    /// <summary>One signal is enough: whoever wakes takes all hints that there are.</summary>
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private Dictionary<PartitionId, HashSet<GarbageItem>?> _hints = [];
    private int _named;
    private int _everywhere;

    /// <summary>Says what a batch that was applied has put into the queue, if anything.</summary>
    public void Signal(PartitionId partition, WriteBatch applied)
    {
        foreach (var change in applied.Changes)
        {
            if (
                change is { Kind: RowChangeKind.Put, Family: RowFamily.Record }
                && change.Key.AsSpan().StartsWith(RowKeys.GarbagePrefix)
            )
            {
                Signal(partition, GarbageItem.Parse(change.Key.AsSpan(RowKeys.GarbagePrefix.Length)));
            }
        }
    }

    /// <summary>Says that an item may be in the queue, and may be freed now.</summary>
    public void Signal(PartitionId partition, GarbageItem item)
    {
        lock (_gate)
        {
            ref var items = ref CollectionsMarshal.GetValueRefOrAddDefault(_hints, partition, out var isHinted);
            if (!isHinted)
            {
                items = [];
            }

            if (items is not null && items.Add(item) && (++_named > MostNamedInAll || items.Count > MostNamed))
            {
                _named -= items.Count;
                items = null;
            }
        }

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

    /// <summary>The partitions hinted at so far, which are forgotten, with the items of each; null where these are too many to be named.</summary>
    public IReadOnlyDictionary<PartitionId, HashSet<GarbageItem>?> Take()
    {
        lock (_gate)
        {
            var taken = _hints;
            (_hints, _named) = ([], 0);
            return taken;
        }
    }
}
