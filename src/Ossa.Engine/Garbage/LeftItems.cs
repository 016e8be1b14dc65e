namespace Ossa.Engine.Garbage;

/// <summary>What a look at a queue had to leave there, since somebody still reads it, or it waits for what somebody reads.</summary>
internal sealed class LeftItems
{
    private HashSet<GarbageItem>? _items = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Which ones; null where they are too many to be named.</summary>
    public IReadOnlySet<GarbageItem>? Items => _items;

    public void Add(GarbageItem item)
    {
        Count++;
        _items?.Add(item);
        if (Count > GarbageQueue.MostNamed)
        {
            _items = null;
        }
    }
}
