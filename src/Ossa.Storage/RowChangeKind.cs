namespace Ossa.Storage;

/// <summary>What a change does to its row.</summary>
public enum RowChangeKind
{
    /// <summary>Writes the value.</summary>
    Put,

    /// <summary>Removes the row.</summary>
    Delete,

    /// <summary>Adds the delta to a counter row.</summary>
    Add,
}
