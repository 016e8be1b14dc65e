using Ossa.Simulation.Randomness;
using Ossa.Storage;

namespace Ossa.Simulation.Breaking;

/// <summary>Gives the body of another object now and then.</summary>
internal sealed class SwappedBodies(IMetadataStore inner, Dice dice) : BrokenMetadataStore(inner, dice)
{
    private byte[]? _other;

    public override async ValueTask<byte[]?> GetAsync(
        PartitionId partition,
        RowFamily family,
        ReadOnlyMemory<byte> key,
        CancellationToken cancellationToken
    )
    {
        var value = await base.GetAsync(partition, family, key, cancellationToken);
        if (family != RowFamily.Body || value is null)
        {
            return value;
        }

        return _other is not null && Dice.OneIn(20) ? _other : _other = value;
    }
}
