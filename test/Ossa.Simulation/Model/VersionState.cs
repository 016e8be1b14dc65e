namespace Ossa.Simulation.Model;

/// <summary>One version of a key; of an upload one of its parts.</summary>
/// <param name="Id">
/// The version's name as the engine tells it, or the part's number; null where nobody has been told yet: it then has an id of its own.
/// </param>
/// <param name="Object">The object, or null for a delete marker.</param>
internal sealed record VersionState(string? Id, ObjectState? Object)
{
    /// <summary>The name of the version that writes replace while no versions are kept.</summary>
    public const string Null = "null";

    public override string ToString() => $"{Id ?? "?"}: {Object?.ToString() ?? "a delete marker"}";
}
