namespace Ossa.Storage;

/// <summary>
/// The rows that a piece of work reads, by which it can be told later whether reading all of them again would give the same. An engine adds
/// either every read of those who ask it to <see cref="Current"/>, or none.
/// </summary>
public sealed class ReadSet
{
    /// <summary>What a row takes beside its value, with the places that it has here.</summary>
    private const int RowOverhead = 100;

    private static readonly AsyncLocal<ReadSet?> Ambient = new();

    private readonly Lock _gate = new();
    private readonly List<IReadRow> _reading = [];
    private volatile bool _isIncomplete;
    private IReadRow[] _rows = [];

    private ReadSet() { }

    /// <summary>The set of the work that is going on here, or null.</summary>
    public static ReadSet? Current => Ambient.Value;

    /// <summary>Whether the work can be told to be as good as done again now. Where nothing was read, there is nothing to tell it by.</summary>
    public bool Holds
    {
        get
        {
            // In the order of the reads: what was judged by a row that was read last is judged by it as it is last.
            foreach (var row in _rows)
            {
                if (!row.IsCurrent)
                {
                    return false;
                }
            }

            return _rows.Length > 0;
        }
    }

    /// <summary>Whether nothing was added so far after which the set never holds.</summary>
    public bool MayHold => !_isIncomplete;

    /// <summary>How much memory the set takes at most with all of its rows. Known once it has ended.</summary>
    public long Bytes { get; private set; }

    /// <summary>Begins a set for what the calling asynchronous method and those that it calls read from now on.</summary>
    public static ReadSet Begin() => Ambient.Value = new ReadSet();

    /// <summary>Adds a read. Null is one that nobody can tell anything of later, after which the set never holds.</summary>
    public void Add(IReadRow? row)
    {
        lock (_gate)
        {
            _isIncomplete |= row is null;
            if (row is not null)
            {
                _reading.Add(row);
            }
        }
    }

    /// <summary>Ends the set; what is read from now on belongs to other work.</summary>
    public void End()
    {
        Ambient.Value = null;
        lock (_gate)
        {
            // A row that is current is so for all that it was read for; its last read is what tells when it is to be asked.
            _rows = _isIncomplete ? [] : [.. Enumerable.Reverse(_reading).Distinct().Reverse()];
            Bytes = _rows.Sum(row => (long)row.Length) + RowOverhead * (1L + _rows.Length);
            _reading.Clear();
            _reading.TrimExcess();
        }
    }
}
