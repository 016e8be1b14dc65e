using System.Collections.Immutable;

namespace Ossa.Storage.InMemory;

/// <summary>The rows of one family at one moment: a persistent sorted set, so that a reader keeps its view.</summary>
internal readonly record struct RowTable(ImmutableSortedSet<Row> Rows)
{
    public static readonly RowTable Empty = new(ImmutableSortedSet.Create<Row>(RowOrder.Instance));

    public byte[]? Find(byte[] key) => Rows.TryGetValue(new Row(key, []), out var row) ? row.Value : null;

    public List<Row> Scan(KeyRange range, int limit)
    {
        var found = new List<Row>();
        for (var index = IndexOf(range.From); index < Rows.Count && found.Count < limit; index++)
        {
            var row = Rows[index];
            if (range.To is { } end && row.Key.AsSpan().SequenceCompareTo(end.Span) >= 0)
            {
                break;
            }

            found.Add(row);
        }
        return found;
    }

    private int IndexOf(ReadOnlyMemory<byte> from)
    {
        var index = Rows.IndexOf(new Row(from.ToArray(), []));
        return index < 0 ? ~index : index;
    }
}
