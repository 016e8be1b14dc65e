using Ossa.Engine.Garbage;
using Ossa.Engine.Objects;
using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>A body that is durable where it must be, but belongs to no object yet. Disposing it before that frees it.</summary>
internal class PendingBody(PartitionId partition, Intents intents, BodyLocation location) : IAsyncDisposable
{
    private bool _committed;

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

    /// <summary>Says that the batch was applied, so that disposing leaves the body alone.</summary>
    public void Committed() => _committed = true;

    /// <inheritdoc />
    public ValueTask DisposeAsync() =>
        _committed || !HasIntent ? ValueTask.CompletedTask : intents.AbandonAsync(partition, GarbageItem.Of(location));
}
