namespace Ossa.Storage.InMemory;

/// <summary>All rows of one partition at one moment.</summary>
internal sealed record PartitionRows(RowTable Records, RowTable Bodies)
{
    public static readonly PartitionRows Empty = new(RowTable.Empty, RowTable.Empty);

    public RowTable this[RowFamily family] => family == RowFamily.Record ? Records : Bodies;

    public bool Satisfies(WriteBatch batch)
    {
        foreach (var guard in batch.Guards)
        {
            var present = Records.Find(guard.Key);
            if (!guard.Holds(present, present is not null))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The rows after a batch; these here stay what they are.</summary>
    public PartitionRows After(WriteBatch batch)
    {
        var records = Records.Rows.ToBuilder();
        var bodies = Bodies.Rows.ToBuilder();
        foreach (var change in batch.Changes)
        {
            var rows = change.Family == RowFamily.Record ? records : bodies;
            var value = change.Kind switch
            {
                RowChangeKind.Put => change.Value,
                RowChangeKind.Add => CounterValue.Add(Records.Find(change.Key), change.Delta),
                _ => null,
            };
            rows.Remove(new Row(change.Key, []));
            if (value is not null)
            {
                rows.Add(new Row(change.Key, value));
            }
        }
        return new PartitionRows(new RowTable(records.ToImmutable()), new RowTable(bodies.ToImmutable()));
    }
}
