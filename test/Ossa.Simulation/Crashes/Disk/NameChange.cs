namespace Ossa.Simulation.Crashes.Disk;

/// <summary>A change of the names in directories: one is taken away, one is set, or both at once.</summary>
internal sealed record NameChange(int Number, Name? Removed, Name? Set, Node Node)
{
    public IEnumerable<Name> Names => new[] { Removed, Set }.OfType<Name>();

    /// <summary>Whether a sync of a directory has brought it to the disk.</summary>
    public bool IsDurable => Names.Any(name => Number < name.Directory.SyncedBefore);
}
