namespace Ossa.Protocol.Errors;

// Lifecycle rules as documents. The service documents each case with its fine-grained code, but seldom code and message; those are here
// what like cases have.
public static partial class OssErrors
{
    /// <summary>GetBucketLifecycle of a bucket without rules; detail BucketName.</summary>
    public static readonly OssError NoSuchLifecycle = Define(
        404,
        "NoSuchLifecycle",
        "No Row found in Lifecycle Table."
    );

    /// <summary>The body of PutBucketLifecycle is not a LifecycleConfiguration document; detail ErrorDetail.</summary>
    public static readonly OssError MalformedXmlLifecycle = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000011"
    );

    /// <summary>A configuration without a rule.</summary>
    public static readonly OssError LifecycleWithoutRule = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000013"
    );

    /// <summary>A configuration with more rules than a bucket may have.</summary>
    public static readonly OssError TooManyLifecycleRules = Define(
        400,
        "InvalidRequest",
        "The number of lifecycle rules must not exceed the allowed limit of 1000 rules.",
        "0014-00000014"
    );

    /// <summary>The configuration holds something else than rules; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleNodeIsNoRule = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000015"
    );

    /// <summary>A rule goes by the last access, which is not recorded.</summary>
    public static readonly OssError AccessMonitorDisabled = Define(
        400,
        "InvalidRequest",
        "Access monitor is not enabled for the bucket, so that no lifecycle rule can be based on the last access time.",
        "0014-00000016"
    );

    /// <summary>A rule holds an element that is not known at its place; detail ErrorDetail.</summary>
    public static readonly OssError UnsupportedLifecycleNode = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000017"
    );

    /// <summary>The ID of a rule has more than 255 characters.</summary>
    public static readonly OssError LifecycleIdTooLong = Define(
        400,
        "InvalidArgument",
        "ID length should not exceed allowed limit of 255.",
        "0014-00000019"
    );

    /// <summary>Two rules have one ID; detail ErrorDetail.</summary>
    public static readonly OssError DuplicateLifecycleId = Define(
        400,
        "InvalidArgument",
        "Rule ID must be unique. Found same ID for more than one rule.",
        "0014-00000020"
    );

    /// <summary>A rule lacks its Prefix; detail ErrorDetail.</summary>
    public static readonly OssError LifecyclePrefixMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000021"
    );

    /// <summary>The Prefix of a rule has more than 1023 characters.</summary>
    public static readonly OssError LifecyclePrefixTooLong = Define(
        400,
        "InvalidArgument",
        "The maximum size of a prefix is 1023.",
        "0014-00000022"
    );

    /// <summary>The Prefix of a rule is no text in UTF-8.</summary>
    public static readonly OssError LifecyclePrefixNotUtf8 = Define(
        400,
        "InvalidArgument",
        "The prefix is not encoded in UTF-8.",
        "0014-00000023"
    );

    /// <summary>The Status of a rule is neither Enabled nor Disabled; detail ErrorDetail.</summary>
    public static readonly OssError InvalidLifecycleStatus = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000024"
    );

    /// <summary>A rule lacks its Status; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleStatusMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000025"
    );

    /// <summary>A rule does nothing; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleActionMissing = Define(
        400,
        "InvalidRequest",
        "At least one action needs to be specified in a rule.",
        "0014-00000026"
    );

    /// <summary>A rule with tags aborts uploads or removes delete markers; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleTagConflict = Define(
        400,
        "InvalidRequest",
        "AbortMultipartUpload and ExpiredObjectDeleteMarker cannot be specified with tags.",
        "0014-00000027"
    );

    /// <summary>A Tag lacks its Key or its Value; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleTagIncomplete = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000028"
    );

    /// <summary>A rule names a tag's key twice; detail TagKey.</summary>
    public static readonly OssError DuplicateLifecycleTagKey = Define(
        400,
        "InvalidRequest",
        "Duplicate tag keys are not allowed.",
        "0014-00000029"
    );

    /// <summary>The key of a rule's tag is empty.</summary>
    public static readonly OssError EmptyLifecycleTagKey = Define(
        400,
        "InvalidTag",
        "The key of a tag must not be empty.",
        "0014-00000030"
    );

    /// <summary>The key of a rule's tag is not one that an object can have; detail TagKey.</summary>
    public static readonly OssError InvalidLifecycleTagKey = Define(
        400,
        "InvalidTag",
        "The key of a tag is not valid.",
        "0014-00000031"
    );

    /// <summary>The value of a rule's tag is not one that an object can have; detail TagKey.</summary>
    public static readonly OssError InvalidLifecycleTagValue = Define(
        400,
        "InvalidTag",
        "The value of a tag is not valid.",
        "0014-00000032"
    );

    /// <summary>A rule with Not aborts uploads or removes delete markers; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleNotConflict = Define(
        400,
        "InvalidRequest",
        "AbortMultipartUpload and ExpiredObjectDeleteMarker cannot be specified with Not.",
        "0014-00000034"
    );

    /// <summary>The Prefix of Not does not lie within that of its rule; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleNotPrefix = Define(
        400,
        "InvalidArgument",
        "The Prefix of Not must begin with the Prefix of its rule, and without a tag be longer.",
        "0014-00000035"
    );

    /// <summary>The tag of Not is one of its rule; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleNotTag = Define(
        400,
        "InvalidArgument",
        "The tag of Not must not be one of its rule.",
        "0014-00000036"
    );

    /// <summary>ObjectSizeGreaterThan is no size of an object; detail ErrorDetail.</summary>
    public static readonly OssError InvalidLifecycleSizeGreaterThan = Define(
        400,
        "InvalidArgument",
        "ObjectSizeGreaterThan must be a positive integer of at most 5 TB.",
        "0014-00000039"
    );

    /// <summary>ObjectSizeLessThan is no size of an object; detail ErrorDetail.</summary>
    public static readonly OssError InvalidLifecycleSizeLessThan = Define(
        400,
        "InvalidArgument",
        "ObjectSizeLessThan must be a positive integer of at most 5 TB.",
        "0014-00000040"
    );

    /// <summary>No object is as large and as small as a rule says; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleSizesContradict = Define(
        400,
        "InvalidArgument",
        "ObjectSizeLessThan must be greater than ObjectSizeGreaterThan.",
        "0014-00000041"
    );

    /// <summary>A rule with more than three Transition elements; detail ErrorDetail.</summary>
    public static readonly OssError TooManyLifecycleTransitions = Define(
        400,
        "InvalidRequest",
        "A rule can have at most 3 Transition elements.",
        "0014-00000043"
    );

    /// <summary>A number of days that is none; detail ErrorDetail.</summary>
    public static readonly OssError InvalidLifecycleDays = Define(
        400,
        "InvalidArgument",
        "Days must be a positive integer.",
        "0014-00000086"
    );

    /// <summary>A date that is not midnight; detail ErrorDetail.</summary>
    public static readonly OssError InvalidLifecycleDate = Define(
        400,
        "InvalidArgument",
        "The date must be midnight UTC in the ISO 8601 format.",
        "0014-00000087"
    );

    /// <summary>An element lacks one that it must have; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleNodeMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000088"
    );

    /// <summary>An element stands where it may stand once a second time; detail ErrorDetail.</summary>
    public static readonly OssError LifecycleNodeTwice = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0014-00000089"
    );
}
