namespace Ossa.Protocol.Errors;

// Logs of buckets. The service documents when each case occurs, but not its code and message.
public static partial class OssErrors
{
    /// <summary>The body of PutBucketLogging is no BucketLoggingStatus document; detail ErrorDetail.</summary>
    public static readonly OssError MalformedXmlLogging = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0032-00000001"
    );

    /// <summary>PutBucketLogging with LoggingEnabled and no TargetBucket in it.</summary>
    public static readonly OssError MissingLoggingTarget = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0032-00000002"
    );

    /// <summary>PutBucketLogging with an empty TargetBucket.</summary>
    public static readonly OssError EmptyLoggingTarget = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0032-00000003"
    );

    /// <summary>PutBucketLogging with a TargetBucket that no bucket can be called; detail TargetBucket.</summary>
    public static readonly OssError InvalidLoggingTarget = Define(
        400,
        "InvalidTargetBucketForLogging",
        "The target bucket for logging is not valid.",
        "0032-00000004"
    );

    /// <summary>PutBucketLogging with a TargetPrefix that begins with a slash or a backslash; detail TargetPrefix.</summary>
    public static readonly OssError InvalidLoggingPrefix = Define(
        400,
        "InvalidArgument",
        "The target prefix for logging must not begin with a slash or a backslash.",
        "0032-00000005"
    );

    /// <summary>PutBucketLogging with a TargetPrefix of more than 256 characters.</summary>
    public static readonly OssError LoggingPrefixTooLong = Define(
        400,
        "InvalidArgument",
        "The target prefix for logging can have 256 characters at most.",
        "0032-00000006"
    );

    /// <summary>PutBucketLogging with a TargetPrefix that no key can begin with; detail TargetPrefix.</summary>
    public static readonly OssError UnwritableLoggingPrefix = Define(
        400,
        "InvalidArgument",
        "The target prefix for logging is not valid.",
        "0032-00000007"
    );

    /// <summary>PutBucketLogging with a TargetBucket that is not there; detail TargetBucket.</summary>
    public static readonly OssError NoSuchLoggingTarget = Define(
        400,
        "InvalidTargetBucketForLogging",
        "The target bucket for logging does not exist.",
        "0032-00000008"
    );

    /// <summary>PutBucketLogging with a TargetBucket of another account; detail TargetBucket.</summary>
    public static readonly OssError LoggingTargetNotYours = Define(
        403,
        "InvalidTargetBucketForLogging",
        "The target bucket for logging does not belong to you.",
        "0032-00000009"
    );

    /// <summary>PutBucketLogging with a LoggingRole that is too long.</summary>
    public static readonly OssError LoggingRoleTooLong = Define(
        400,
        "InvalidArgument",
        "The logging role can have 128 characters at most."
    );

    /// <summary>The body of PutUserDefinedLogFieldsConfig is not the document that it should be; detail ErrorDetail.</summary>
    public static readonly OssError MalformedXmlLogFields = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema."
    );

    /// <summary>PutUserDefinedLogFieldsConfig with more than six names.</summary>
    public static readonly OssError TooManyLogFields = Define(
        400,
        "InvalidArgument",
        "A log can have 6 fields of its own at most."
    );

    /// <summary>PutUserDefinedLogFieldsConfig with a name that is empty, too long, or that no header can have; detail Field.</summary>
    public static readonly OssError InvalidLogField = Define(
        400,
        "InvalidArgument",
        "The name of a field of the log is not valid."
    );

    /// <summary>GetUserDefinedLogFieldsConfig of a bucket whose log has no fields of its own; detail BucketName.</summary>
    public static readonly OssError NoSuchLogFields = Define(
        404,
        "NoSuchUserDefinedLogFieldsConfig",
        "The log of the bucket has no fields of its own."
    );
}
