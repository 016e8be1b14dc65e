using Ossa.Engine.Garbage;
using Ossa.Engine.Objects;
using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>A body that is durable where it must be, but belongs to no object yet. Disposing it before that frees it.</summary>
internal class PendingBody(PartitionId partition, Intents intents, BodyLocation location) : IAsyncDisposable
{
    private bool _letGo;

    /// <summary>Where the body is.</summary>
    public BodyLocation Location => location;

    private bool HasIntent => location.Kind is BodyKind.Blob or BodyKind.Manifest;

    /// <summary>Lets a batch make the body part of what is stored.</summary>
    public virtual void AddTo(WriteBatch batch)
    {
        if (HasIntent)
        {
            Intents.Fulfil(batch, GarbageItem.Of(location));
        }
    }

    /// <summary>
    /// Says that the batch was applied, or may have been: disposing then leaves the body alone. If it was not, the note of the intent is
    /// still there, and the next process frees the body.
    /// </summary>
    public void LetGo() => _letGo = true;

    /// <inheritdoc />
    public ValueTask DisposeAsync() =>
        _letGo || !HasIntent ? ValueTask.CompletedTask : intents.AbandonAsync(partition, GarbageItem.Of(location));
}
