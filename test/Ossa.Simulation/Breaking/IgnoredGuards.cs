using Ossa.Simulation.Randomness;
using Ossa.Storage;

namespace Ossa.Simulation.Breaking;

/// <summary>Applies batches without a look at their guards, so that of two who change a record at once one goes under.</summary>
internal sealed class IgnoredGuards(IMetadataStore inner, Dice dice) : BrokenMetadataStore(inner, dice)
{
    public override ValueTask<bool> ApplyAsync(
        PartitionId partition,
        WriteBatch batch,
        CancellationToken cancellationToken
    )
    {
        var unguarded = new WriteBatch();
        foreach (var change in batch.Changes)
        {
            _ = change.Kind switch
            {
                RowChangeKind.Put => unguarded.Put(change.Family, change.Key, change.Value),
                RowChangeKind.Add => unguarded.Increment(change.Key, change.Delta),
                _ => unguarded.Delete(change.Family, change.Key),
            };
        }

        return base.ApplyAsync(partition, unguarded, cancellationToken);
    }
}
