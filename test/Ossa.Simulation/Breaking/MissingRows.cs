using Ossa.Simulation.Randomness;
using Ossa.Storage;

namespace Ossa.Simulation.Breaking;

/// <summary>Leaves a row out of a scan now and then.</summary>
internal sealed class MissingRows(IMetadataStore inner, Dice dice) : BrokenMetadataStore(inner, dice)
{
    public override async ValueTask<IReadOnlyList<Row>> ScanAsync(
        PartitionId partition,
        RowFamily family,
        KeyRange range,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var rows = await base.ScanAsync(partition, family, range, limit, cancellationToken);
        return rows.Count < limit && rows.Count > 1 && Dice.OneIn(10) ? [.. rows.Skip(1)] : rows;
    }
}
