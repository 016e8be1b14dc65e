namespace Ossa.Storage.Local.Committing;

/// <summary>A batch that waits for the committer, and its answer.</summary>
internal sealed class PendingBatch(PartitionId partition, WriteBatch batch)
{
    // The answer must not run the waiting request's code on the committer's thread.
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PartitionId Partition => partition;

    public WriteBatch Batch => batch;

    public Task<bool> Answer => _answer.Task;

    /// <summary>About how many bytes the batch adds to the log.</summary>
    public long SizeBytes { get; } = batch.Changes.Sum(change => (long)change.Key.Length + change.Value.Length + 32);

    /// <summary>Whether the batch only removes, apart from the records that say so.</summary>
    public bool Releases { get; } =
        batch.Changes.Any(change => change.Kind == RowChangeKind.Delete)
        && !batch.Changes.Any(change => change is { Kind: RowChangeKind.Put, Family: RowFamily.Body });

    public void Complete(bool applied) => _answer.TrySetResult(applied);

    public void Fail(Exception error) => _answer.TrySetException(error);
}
