namespace Ossa.Engine.Lifecycle;

/// <summary>What a run over lifecycle rules has looked at, and what came of it.</summary>
public readonly record struct LifecycleFigures
{
    /// <summary>Buckets with rules that count.</summary>
    public long Buckets { get; init; }

    /// <summary>Versions, objects and unfinished uploads that were judged.</summary>
    public long Judged { get; init; }

    /// <summary>Objects and versions that came to colder storage classes.</summary>
    public long Transitioned { get; init; }

    /// <summary>Current objects that were deleted, or hidden behind a delete marker.</summary>
    public long Expired { get; init; }

    /// <summary>Older versions that were deleted for good.</summary>
    public long VersionsDeleted { get; init; }

    /// <summary>Lone delete markers that were removed.</summary>
    public long MarkersRemoved { get; init; }

    /// <summary>Unfinished uploads that were ended.</summary>
    public long UploadsAborted { get; init; }

    /// <summary>What would have been deleted but for a refusal.</summary>
    public long Kept { get; init; }

    /// <summary>Bytes of what was expired or deleted.</summary>
    public long Bytes { get; init; }

    /// <summary>How many actions were done, or would be.</summary>
    public long Acted => Transitioned + Expired + VersionsDeleted + MarkersRemoved + UploadsAborted;

    /// <summary>The figures with one step more.</summary>
    public LifecycleFigures With(LifecycleStep step)
    {
        if (step.Outcome == LifecycleOutcome.Changed)
        {
            return this;
        }

        if (step.Outcome == LifecycleOutcome.Kept)
        {
            return this with { Kept = Kept + 1 };
        }

        return step.Action.Kind switch
        {
            LifecycleActionKind.Transition => this with { Transitioned = Transitioned + 1 },
            LifecycleActionKind.Expire => this with { Expired = Expired + 1, Bytes = Bytes + step.Bytes },
            LifecycleActionKind.DeleteVersion => this with
            {
                VersionsDeleted = VersionsDeleted + 1,
                Bytes = Bytes + step.Bytes,
            },
            LifecycleActionKind.RemoveMarker => this with { MarkersRemoved = MarkersRemoved + 1 },
            _ => this with { UploadsAborted = UploadsAborted + 1 },
        };
    }

    /// <summary>The sum of two.</summary>
    public static LifecycleFigures operator +(LifecycleFigures left, LifecycleFigures right) =>
        new()
        {
            Buckets = left.Buckets + right.Buckets,
            Judged = left.Judged + right.Judged,
            Transitioned = left.Transitioned + right.Transitioned,
            Expired = left.Expired + right.Expired,
            VersionsDeleted = left.VersionsDeleted + right.VersionsDeleted,
            MarkersRemoved = left.MarkersRemoved + right.MarkersRemoved,
            UploadsAborted = left.UploadsAborted + right.UploadsAborted,
            Kept = left.Kept + right.Kept,
            Bytes = left.Bytes + right.Bytes,
        };
}
