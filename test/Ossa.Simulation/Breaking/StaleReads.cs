using Ossa.Simulation.Randomness;
using Ossa.Storage;

namespace Ossa.Simulation.Breaking;

/// <summary>Gives a row now and then as it was at an earlier reading, like a cache that nobody told of the change.</summary>
internal sealed class StaleReads(IMetadataStore inner, Dice dice) : BrokenMetadataStore(inner, dice)
{
    private readonly Dictionary<string, byte[]?> _earlier = [];

    public override async ValueTask<byte[]?> GetAsync(
        PartitionId partition,
        RowFamily family,
        ReadOnlyMemory<byte> key,
        CancellationToken cancellationToken
    )
    {
        var name = $"{partition} {family} {Convert.ToHexString(key.Span)}";
        if (Dice.OneIn(20) && _earlier.TryGetValue(name, out var stale))
        {
            return stale;
        }

        return _earlier[name] = await base.GetAsync(partition, family, key, cancellationToken);
    }
}
