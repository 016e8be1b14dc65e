namespace Ossa.Protocol.Errors;

public static partial class OssErrors
{
    /// <summary>The object is protected by its bucket's retention policy from changes and deletion; detail Key.</summary>
    public static readonly OssError FileImmutable = Define(
        409,
        "FileImmutable",
        "The object you specified is immutable."
    );

    /// <summary>GetBucketWorm of a bucket without a retention policy; detail BucketName.</summary>
    public static readonly OssError BucketWithoutWorm = Define(
        404,
        "NoSuchWORMConfiguration",
        "The WORM Configuration does not exist.",
        "0027-00000009"
    );

    /// <summary>There is no retention policy to change, or none of this id; detail BucketName.</summary>
    public static readonly OssError NoSuchWorm = Define(
        404,
        "NoSuchWORMConfiguration",
        "The WORM Configuration does not exist."
    );

    /// <summary>What was locked can only be extended.</summary>
    public static readonly OssError WormLocked = Define(
        403,
        "WORMConfigurationLocked",
        "The WORM Configuration is locked."
    );

    /// <summary>
    /// The policy is in no state for that, or the days would shorten it.
    /// </summary>
    public static readonly OssError InvalidWorm = Define(
        400,
        "InvalidWORMConfiguration",
        "Invalid WORM Configuration."
    );

    /// <summary>RetentionPeriodInDays is out of range.</summary>
    public static readonly OssError WormDaysOutOfRange = Define(
        400,
        "InvalidWORMConfiguration",
        "Invalid WORM Configuration.",
        "0027-00000002"
    );

    /// <summary>A retention policy's document without RetentionPeriodInDays; detail ErrorDetail.</summary>
    public static readonly OssError WormDaysMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0027-00000004"
    );

    /// <summary>RetentionPeriodInDays is not a number; detail ErrorDetail.</summary>
    public static readonly OssError WormDaysNotANumber = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0027-00000005"
    );

    /// <summary>InitiateBucketWorm where the keeping of versions is suspended; detail BucketName.</summary>
    public static readonly OssError WormWithVersioning = Define(
        400,
        "InvalidBucketStatus",
        "A bucket whose versioning is suspended can have no WORM Configuration.",
        "0027-00000003"
    );

    /// <summary>PutBucketVersioning while a retention policy is in force; detail BucketName.</summary>
    public static readonly OssError VersioningWithWorm = Define(
        400,
        "InvalidBucketStatus",
        "The versioning of a bucket can not be changed while it has a WORM Configuration.",
        "0012-00000006"
    );
}
