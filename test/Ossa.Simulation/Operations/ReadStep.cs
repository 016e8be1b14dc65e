using Ossa.Engine.Objects;
using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>Someone saw this object, or that there was none; its version's name is not told of a bucket or an upload.</summary>
internal sealed record ReadStep(ObjectState? Seen, string? Id = null) : KeyStep
{
    public static ReadStep Of(ObjectRecord? record) => new(ObjectState.Of(record), record?.Version.ToString());

    public override IEnumerable<PlaceState> After(PlaceState before) =>
        before.Current != Seen ? []
        : Id is null ? [before]
        : before.Named(0, Id) is { } named ? [named]
        : [];

    public override string ToString() => $"saw {Seen?.ToString() ?? "nothing"}{(Id is null ? "" : $" as {Id}")}";
}
