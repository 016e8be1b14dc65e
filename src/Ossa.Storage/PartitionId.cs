namespace Ossa.Storage;

/// <summary>The name of a partition, the unit of atomicity: at most 64 printable ASCII characters, no NUL.</summary>
public readonly record struct PartitionId(string Name)
{
    /// <inheritdoc />
    public override string ToString() => Name;
}
