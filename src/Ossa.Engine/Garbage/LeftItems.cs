using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>
/// What had to be left in the queues of partitions, since somebody still reads it, or it waits for what somebody reads: to be looked at again with whatever there is news of. Several may look at
/// one time, each of whom says of every item what came of it.
/// </summary>
internal sealed class LeftItems
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PartitionId, HashSet<GarbageItem>> _items = [];

    /// <summary>Partitions where more was left than can be named.</summary>
    private readonly HashSet<PartitionId> _overfull = [];

    /// <summary>How many there are, of each partition as many as can be named.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _items.Values.Sum(items => (long)items.Count);
            }
        }
    }

    /// <summary>The items that are to be looked at together with these; null for all that there are, of which whoever asks must then look at each.</summary>
    public IReadOnlySet<GarbageItem>? Join(PartitionId partition, IReadOnlySet<GarbageItem>? named)
    {
        lock (_gate)
        {
            // What is left once more is put here once more.
            if (_overfull.Remove(partition) || named is null)
            {
                return null;
            }

            return _items.TryGetValue(partition, out var left) ? named.Union(left).ToHashSet() : named;
        }
    }

    /// <summary>An item was left.</summary>
    public void Add(PartitionId partition, GarbageItem item)
    {
        lock (_gate)
        {
            if (!_items.TryGetValue(partition, out var items))
            {
                _items[partition] = items = [];
            }

            if (items.Count < GarbageQueue.MostNamed)
            {
                items.Add(item);
            }
            else if (!items.Contains(item))
            {
                _overfull.Add(partition);
            }
        }
    }

    /// <summary>An item is in the queue no longer.</summary>
    public void Remove(PartitionId partition, GarbageItem item)
    {
        lock (_gate)
        {
            if (_items.TryGetValue(partition, out var items) && items.Remove(item) && items.Count == 0)
            {
                _items.Remove(partition);
            }
        }
    }
}
