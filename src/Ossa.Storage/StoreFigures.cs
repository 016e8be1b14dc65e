namespace Ossa.Storage;

/// <summary>What an engine that keeps its data on a disk tells of itself, for those who watch it.</summary>
public sealed record StoreFigures
{
    /// <summary>What the disk has left.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>What accepted data will still take of that.</summary>
    public required long PromisedBytes { get; init; }

    /// <summary>Whether the store is short of space: new data is refused, or soon will be.</summary>
    public required bool IsShortOfSpace { get; init; }

    /// <summary>Whether the room is set aside that deletions need when other programs have filled the disk.</summary>
    public required bool HasBallast { get; init; }

    /// <summary>Synced writes since the store was opened.</summary>
    public required long SyncedWrites { get; init; }

    /// <summary>Batches that those writes have made durable.</summary>
    public required long Batches { get; init; }

    /// <summary>Batches that wait to be written.</summary>
    public required long WaitingBatches { get; init; }

    /// <summary>Size of all files of rows, those of small bodies among them.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Files that hold small bodies.</summary>
    public required long BodyFiles { get; init; }

    /// <summary>Size of those files.</summary>
    public required long BodyFileBytes { get; init; }

    /// <summary>How much of them is deleted.</summary>
    public required long BodyGarbageBytes { get; init; }

    /// <summary>Reads of single rows that memory answered.</summary>
    public required long CachedReads { get; init; }

    /// <summary>Reads of single rows that the database answered.</summary>
    public required long UncachedReads { get; init; }
}
