using System.Globalization;
using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>A part of an upload was written; one of the same number was replaced.</summary>
internal sealed record PutPartStep(int Number, ObjectState Part) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before)
    {
        if (before.Versions.Count == 0)
        {
            return [];
        }

        var parts = before
            .Versions.Skip(1)
            .Where(part => NumberOf(part) != Number)
            .Append(new VersionState(Number.ToString(CultureInfo.InvariantCulture), Part))
            .OrderBy(NumberOf);
        return [new PlaceState([before.Versions[0], .. parts])];
    }

    public override string ToString() => $"wrote part {Number}: {Part}";

    public static int NumberOf(VersionState part) => int.Parse(part.Id!, CultureInfo.InvariantCulture);
}
