using Ossa.Storage;

namespace Ossa.Engine;

/// <summary>What the store below tells of itself, for those above the engine, who do not know storage.</summary>
/// <param name="FreeBytes">What the disk has left.</param>
/// <param name="PromisedBytes">What accepted data will still take of that.</param>
/// <param name="IsShortOfSpace">Whether new data is refused, or soon will be.</param>
/// <param name="HasBallast">Whether the room is set aside that deletions need on a disk that others have filled.</param>
/// <param name="SyncedWrites">Synced writes since the store was opened.</param>
/// <param name="Batches">Batches that those writes have made durable.</param>
/// <param name="WaitingBatches">Batches that wait to be written.</param>
/// <param name="FileBytes">Size of all files of rows, those of small bodies among them.</param>
/// <param name="BodyFiles">Files that hold small bodies.</param>
/// <param name="BodyFileBytes">Size of those files.</param>
/// <param name="BodyGarbageBytes">How much of them is deleted.</param>
/// <param name="CachedReads">Reads of single rows that memory answered.</param>
/// <param name="UncachedReads">Reads of single rows that the disk's store answered.</param>
public sealed record EngineFigures(
    long FreeBytes,
    long PromisedBytes,
    bool IsShortOfSpace,
    bool HasBallast,
    long SyncedWrites,
    long Batches,
    long WaitingBatches,
    long FileBytes,
    long BodyFiles,
    long BodyFileBytes,
    long BodyGarbageBytes,
    long CachedReads,
    long UncachedReads
)
{
    internal static EngineFigures Of(StoreFigures store) =>
        new(
            store.FreeBytes,
            store.PromisedBytes,
            store.IsShortOfSpace,
            store.HasBallast,
            store.SyncedWrites,
            store.Batches,
            store.WaitingBatches,
            store.FileBytes,
            store.BodyFiles,
            store.BodyFileBytes,
            store.BodyGarbageBytes,
            store.CachedReads,
            store.UncachedReads
        );
}
