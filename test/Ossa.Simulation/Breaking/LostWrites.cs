using Ossa.Simulation.Randomness;
using Ossa.Storage;

namespace Ossa.Simulation.Breaking;

/// <summary>Answers a batch now and then without applying it.</summary>
internal sealed class LostWrites(IMetadataStore inner, Dice dice) : BrokenMetadataStore(inner, dice)
{
    public override ValueTask<bool> ApplyAsync(
        PartitionId partition,
        WriteBatch batch,
        CancellationToken cancellationToken
    ) => Dice.OneIn(50) ? new(true) : base.ApplyAsync(partition, batch, cancellationToken);
}
