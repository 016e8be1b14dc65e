namespace Ossa.Protocol.Errors;

// The actions of lifecycle rules as documents.
public static partial class OssErrors
{
    /// <summary>The StorageClass of a Transition is none, or not a colder one; detail ErrorDetail.</summary>
    public static readonly OssError InvalidLifecycleClass = Define(
        400,
        "InvalidArgument",
        "The StorageClass of a Transition is not valid.",
        "0014-00000044"
    );

    /// <summary>A Transition lacks its StorageClass; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleTransitionClassMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000045"
    );

    /// <summary>A Transition lacks its time; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleTransitionTimeMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000048"
    );

    /// <summary>A Transition has Days and CreatedBeforeDate; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleTransitionTwice = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000050"
    );

    /// <summary>A rule by modification says what an access does; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleReturnWithoutAccess = Define(
        400,
        "InvalidRequest",
        "ReturnToStdWhenVisit goes with IsAccessTime only.",
        "0014-00000052"
    );

    /// <summary>A rule by modification speaks of small files; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleSmallWithoutAccess = Define(
        400,
        "InvalidRequest",
        "AllowSmallFile goes with IsAccessTime only.",
        "0014-00000055"
    );

    /// <summary>Expiration holds an element that it does not have; detail ErrorDetail.</summary>
    public static readonly OssError UnsupportedLifecycleExpirationNode = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000056"
    );

    /// <summary>Expiration goes by the last access; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleExpirationByAccess = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000057"
    );

    /// <summary>Expiration has ExpiredObjectDeleteMarker and a time; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleMarkersWithTime = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000059"
    );

    /// <summary>Expiration lacks its time; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleExpirationEmpty = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000060"
    );

    /// <summary>Expiration has more than one time; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleExpirationTwice = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000061"
    );

    /// <summary>The StorageClass of a NoncurrentVersionTransition is none, or not a colder one; detail ErrorDetail.</summary>
    public static readonly OssError InvalidLifecycleNoncurrentClass = Define(
        400,
        "InvalidArgument",
        "The StorageClass of a NoncurrentVersionTransition is not valid.",
        "0014-00000062"
    );

    /// <summary>A NoncurrentVersionTransition lacks its StorageClass; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleNoncurrentClassMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000063"
    );

    /// <summary>A NoncurrentVersionTransition lacks its NoncurrentDays; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleNoncurrentTransitionTimeMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000064"
    );

    /// <summary>A rule with more than three NoncurrentVersionTransition elements; detail ErrorDetail.</summary>
    public static readonly OssError TooManyLifecycleNoncurrentTransitions = Define(
        400,
        "InvalidRequest",
        "A rule can have at most 3 NoncurrentVersionTransition elements.",
        "0014-00000067"
    );

    /// <summary>NoncurrentVersionExpiration goes by the last access; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleNoncurrentExpirationByAccess = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000068"
    );

    /// <summary>NoncurrentVersionExpiration lacks its NoncurrentDays; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleNoncurrentExpirationTimeMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000070"
    );

    /// <summary>AbortMultipartUpload goes by the last access; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleAbortByAccess = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000071"
    );

    /// <summary>AbortMultipartUpload lacks its time; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleAbortTimeMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000073"
    );

    /// <summary>AbortMultipartUpload has Days and CreatedBeforeDate; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleAbortTwice = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000074"
    );
}
