using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>An append was refused because the object ends elsewhere, or (null) because it takes no appends.</summary>
internal sealed record AppendRefusedStep(long? End) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before) =>
        before.Current is { IsAppendable: false } ? (End is null ? [before] : [])
        : (before.Current?.Size ?? 0) == End ? [before]
        : [];

    public override string ToString() => $"was refused to append, the end is {End}";
}
