namespace Ossa.Storage;

/// <summary>A row as it was read once.</summary>
public interface IReadRow
{
    /// <summary>
    /// Whether reading the row now would give the same. False from before a change of it is handed over, and also once the engine can no
    /// longer tell; it never becomes true again.
    /// </summary>
    bool IsCurrent { get; }

    /// <summary>How many bytes its value has, which it may go on holding; 0 where there is no such row.</summary>
    int Length { get; }
}
