namespace Ossa.Protocol.Errors;

// Buckets and their settings.
public static partial class OssErrors
{
    /// <summary>The bucket's name breaks the rules; detail BucketName.</summary>
    public static readonly OssError InvalidBucketName = Define(
        400,
        "InvalidBucketName",
        "The specified bucket is not valid.",
        "0015-00000001"
    );

    /// <summary>There is no such bucket; detail BucketName.</summary>
    public static readonly OssError NoSuchBucket = Define(
        404,
        "NoSuchBucket",
        "The specified bucket does not exist.",
        "0015-00000101"
    );

    /// <summary>Somebody else owns a bucket of this name.</summary>
    public static readonly OssError BucketAlreadyExists = Define(
        409,
        "BucketAlreadyExists",
        "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
        "0015-00000104"
    );

    /// <summary>PutBucket on an own bucket with another redundancy type.</summary>
    public static readonly OssError BucketRedundancyFixed = Define(
        409,
        "BucketAlreadyExists",
        "Bucket already exists CAN'T modify data redundancy type.",
        "0015-00000228"
    );

    /// <summary>DeleteBucket while objects or parts remain; detail BucketName.</summary>
    public static readonly OssError BucketNotEmpty = Define(
        409,
        "BucketNotEmpty",
        "The bucket has objects. Please delete them first.",
        "0015-00000301"
    );

    /// <summary>The account has as many buckets as it may have.</summary>
    public static readonly OssError TooManyBuckets = Define(
        400,
        "TooManyBuckets",
        "You have attempted to create more buckets than allowed."
    );

    /// <summary>x-oss-acl is not private, public-read or public-read-write.</summary>
    public static readonly OssError InvalidBucketAcl = Define(
        400,
        "InvalidArgument",
        "no such bucket access control exists",
        "0015-00000204"
    );

    /// <summary>The body of a bucket setting is not the document that it should be.</summary>
    public static readonly OssError MalformedXmlBucketConfig = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0015-00000231"
    );

    /// <summary>max-keys of ListBuckets is not an integer from 1 to 1000.</summary>
    public static readonly OssError ListBucketsMaxKeysOutOfRange = Define(
        400,
        "InvalidArgument",
        "Argument max-keys must be an integer between 1 and 1000.",
        "0017-00000289"
    );

    /// <summary>max-keys of ListObjects is not an integer from 1 to 1000.</summary>
    public static readonly OssError ListObjectsMaxKeysOutOfRange = Define(
        400,
        "InvalidArgument",
        "Argument max-keys must be an integer between 1 and 1000.",
        "0015-00000402"
    );

    /// <summary>encoding-type is not url.</summary>
    public static readonly OssError InvalidEncodingType = Define(
        400,
        "InvalidArgument",
        "Invalid Encoding Method specified in Request",
        "0017-00000235"
    );

    /// <summary>continuation-token is not one that a listing gave out.</summary>
    public static readonly OssError InvalidContinuationToken = Define(
        400,
        "InvalidArgument",
        "The continuation token is not valid.",
        "0015-00000404"
    );

    /// <summary>The prefix of a listing of objects has 1,024 bytes or more; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError ListingPrefixTooLong = Define(
        400,
        "InvalidArgument",
        "The prefix must have less than 1024 bytes.",
        "0015-00000403"
    );

    /// <summary>The marker of a listing of objects has 1,024 bytes or more; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError ListingMarkerTooLong = Define(
        400,
        "InvalidArgument",
        "The marker must have less than 1024 bytes.",
        "0015-00000405"
    );

    /// <summary>The delimiter of a listing of objects is not one character; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError ListingDelimiterNotOne = Define(
        400,
        "InvalidArgument",
        "The delimiter must be one character.",
        "0015-00000406"
    );

    /// <summary>The storage class of PutBucket or CopyObject is not one of the service's; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError InvalidBucketStorageClass = Define(
        400,
        "InvalidArgument",
        "No such bucket storage class exists.",
        "0013-00000101"
    );

    /// <summary>What is set of a bucket (rules, lists, tags) is more than it can keep together; detail BucketName.</summary>
    public static readonly OssError BucketSettingsTooLarge = Define(
        400,
        "InvalidArgument",
        "The settings of the bucket are too large together."
    );

    /// <summary>The body of PutBucketRequestPayment is not a RequestPaymentConfiguration document; detail ErrorDetail.</summary>
    public static readonly OssError MalformedXmlRequestPayment = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0035-00000001"
    );

    /// <summary>Payer of PutBucketRequestPayment is neither BucketOwner nor Requester.</summary>
    public static readonly OssError InvalidPayer = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0035-00000002"
    );

    /// <summary>x-oss-resource-group-id does not begin with "rg-"; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError ResourceGroupHeaderWithoutPrefix = Define(
        400,
        "InvalidArgument",
        "x-oss-resource-group-id must begin with rg-.",
        "0017-00000138"
    );

    /// <summary>The resource group of a bucket does not begin with "rg-".</summary>
    public static readonly OssError ResourceGroupWithoutPrefix = Define(
        400,
        "ResourceGroupIdPreCheckError",
        "The resource group id precheck error",
        "0039-00000002"
    );

    /// <summary>The resource group of a bucket is not the id of one.</summary>
    public static readonly OssError InvalidResourceGroup = Define(
        400,
        "ResourceGroupIdPreCheckError",
        "The resource group id precheck error",
        "0039-00000003"
    );

    /// <summary>GetBucketTransferAcceleration of a bucket of which it was never said; detail BucketName.</summary>
    public static readonly OssError NoSuchTransferAcceleration = Define(
        404,
        "NoSuchTransferAccelerationConfiguration",
        "The transfer acceleration configuration does not exist.",
        "0028-00000004"
    );

    /// <summary>The write would exceed the storage capacity that the bucket is limited to.</summary>
    public static readonly OssError BucketQuotaExceeded = Define(
        403,
        "QuotaExceeded",
        "The storage capacity of the bucket has been exceeded."
    );
}
