using Ossa.Engine.Buckets;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;

namespace Ossa.Engine.Lifecycle;

/// <summary>
/// Does what lifecycle rules say. Between judgement and deed an object may have been written anew, tagged or restored: the deed is done only to
/// what was judged, which is looked at once more in the batch that does it.
/// </summary>
internal sealed class LifecycleActor(KeyCommitter keys, MultipartStore uploads, TimeProvider time)
{
    /// <summary>Does it; false when the version is not any more what was judged, so that nothing was done.</summary>
    public ValueTask<bool> ActAsync(
        Bucket bucket,
        LifecycleFacts judged,
        LifecycleAction action,
        CancellationToken cancellationToken
    ) =>
        keys.CommitAsync(
            bucket,
            judged.Key,
            async change =>
            {
                var found = await FindAsync(change, judged, cancellationToken);
                if (found is null || (change.State.LatestSequence == found.Sequence) != judged.IsLatest)
                {
                    return false;
                }

                return await FillInAsync(change, found, action, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Ends an upload; false when it had ended already.</summary>
    public ValueTask<bool> AbortAsync(Bucket bucket, UploadRecord upload, CancellationToken cancellationToken) =>
        uploads.AbortAsync(bucket, upload, cancellationToken);

    private static async ValueTask<ObjectRecord?> FindAsync(
        KeyChange change,
        LifecycleFacts judged,
        CancellationToken cancellationToken
    )
    {
        var found =
            judged.IsLatest && !judged.Record.IsDeleteMarker
                ? change.State.Current
                : await change.FindAsync(judged.Record.Version, cancellationToken);
        return found is not null && ObjectCodec.Encode(found).AsSpan().SequenceEqual(ObjectCodec.Encode(judged.Record))
            ? found
            : null;
    }

    private async ValueTask<bool> FillInAsync(
        KeyChange change,
        ObjectRecord found,
        LifecycleAction action,
        CancellationToken cancellationToken
    )
    {
        switch (action.Kind)
        {
            case LifecycleActionKind.Transition:
                change.Update(found, Colder(found, action.StorageClass!));
                return true;
            case LifecycleActionKind.Expire when change.Versioned:
                await DeleteMarkers.PutAsync(change, time.GetUtcNow(), cancellationToken);
                return true;
            case LifecycleActionKind.Expire:
                change.RemoveCurrent();
                return true;
            case LifecycleActionKind.RemoveMarker when !await change.IsLatestAloneAsync(cancellationToken):
                return false;
            default:
                await change.RemoveAsync(found, cancellationToken);
                return true;
        }
    }

    /// <summary>The object keeps its age: a transition is no change of what it holds. What was restored is of a class that it has no more.</summary>
    private ObjectRecord Colder(ObjectRecord record, string storageClass) =>
        record with
        {
            StorageClass = storageClass,
            Restoration = null,
            TransitionedAt = StorageClasses.IsCold(storageClass)
                ? ObjectContent.WholeMilliseconds(time.GetUtcNow())
                : record.TransitionedAt,
        };
}
