namespace Ossa.Protocol.Errors;

// Lifecycle rules that contradict themselves or each other.
public static partial class OssErrors
{
    /// <summary>Rules of overlapping prefixes lead to one storage class; detail ErrorDetail. The message ends in that class.</summary>
    public static readonly OssError LifecycleTransitionOverlap = Define(
        400,
        "InvalidRequest",
        "Overlap for same action type Transition",
        "0014-00000079"
    );

    /// <summary>Actions on the same objects go by days and by dates; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleMixedTimes = Define(
        400,
        "InvalidRequest",
        "Found mixed CreatedBeforeDate and Days based Expiration and Transition for StorageClass IA actions",
        "0014-00000080"
    );

    /// <summary>Rules of overlapping prefixes are in a wrong order; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleOverlapOrder = Define(
        400,
        "InvalidRequest",
        "Rules with overlapping prefixes must delete objects later than they transition them, and reach colder storage classes later.",
        "0014-00000082"
    );

    /// <summary>Rules of overlapping prefixes do the same; detail ErrorDetail. The message ends in what they do.</summary>
    public static readonly OssError LifecycleActionOverlap = Define(
        400,
        "InvalidRequest",
        "Overlap for same action type Expiration",
        "0014-00000084"
    );

    /// <summary>Rules have one prefix; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleSamePrefix = Define(
        400,
        "InvalidRequest",
        "Found same prefix in different rules",
        "0014-00000085"
    );

    /// <summary>A rule reaches a colder storage class, or deletes, no later than a warmer class; detail ErrorDetail. The message names both.</summary>
    public static readonly OssError LifecycleOrder = Define(
        400,
        "InvalidArgument",
        "Days in the Transition action for StorageClass Archive must be more than the Transition action for StorageClass IA"
    );

    /// <summary>A rule for sizes from and to aborts uploads or removes delete markers; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleSizeRangeConflict = Define(
        400,
        "InvalidRequest",
        "AbortMultipartUpload and ExpiredObjectDeleteMarker cannot be specified with both ObjectSizeGreaterThan and ObjectSizeLessThan."
    );

    /// <summary>A rule with more tags than an object can have; detail ErrorDetail.</summary>
    public static readonly OssError TooManyLifecycleTags = Define(
        400,
        "InvalidRequest",
        "A rule can have at most 10 tags, since an object has no more."
    );

    /// <summary>x-oss-allow-same-action-overlap is neither true nor false.</summary>
    public static readonly OssError InvalidLifecycleOverlap = Define(
        400,
        "InvalidArgument",
        "x-oss-allow-same-action-overlap must be true or false."
    );
}
