namespace Ossa.Protocol.Errors;

// Requests as such, and the server's own state.
public static partial class OssErrors
{
    /// <summary>No operation has this method here; details Method and ResourceType.</summary>
    public static readonly OssError MethodNotAllowed = Define(
        405,
        "MethodNotAllowed",
        "The specified method is not allowed against this resource.",
        "0017-00000001"
    );

    /// <summary>
    /// Sub-resources of two operations in one request; details ArgumentName (ResourceType) and ArgumentValue. The service documents no answer:
    /// these are its words for another parameter that is out of place.
    /// </summary>
    public static readonly OssError ConflictingSubResources = Define(
        400,
        "InvalidArgument",
        "Unexpected query string parameter"
    );

    /// <summary>An operation of the service that this server does not have; its name is in the details.</summary>
    public static readonly OssError NotImplementedOperation = Define(
        501,
        "NotImplemented",
        "The operation is not implemented."
    );

    /// <summary>A header asks for what the operation cannot do; detail Header.</summary>
    public static readonly OssError NotImplementedHeader = Define(
        400,
        "NotImplemented",
        "A header you provided implies functionality that is not implemented."
    );

    /// <summary>An argument that no case of its own covers; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError InvalidArgument = Define(
        400,
        "InvalidArgument",
        "Invalid Argument. Parameter is invalid."
    );

    /// <summary>A required argument is missing.</summary>
    public static readonly OssError MissingArgument = Define(
        400,
        "MissingArgument",
        "Missing Some Required Arguments."
    );

    /// <summary>x-oss-traffic-limit is no number of bits per second in the service's range.</summary>
    public static readonly OssError InvalidTrafficLimit = Define(
        400,
        "InvalidArgument",
        "x-oss-traffic-limit is invalid, should be specified between 245760(30KB/s) and 838860800(100MB/s).",
        "0004-00000502"
    );

    /// <summary>A body that is not the document that it should be.</summary>
    public static readonly OssError MalformedXml = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema."
    );

    /// <summary>A body without Content-Length that is not chunked.</summary>
    public static readonly OssError MissingContentLength = Define(
        411,
        "MissingContentLength",
        "You must provide the Content-Length HTTP header.",
        "0017-00000101"
    );

    /// <summary>Content-Length is no number.</summary>
    public static readonly OssError InvalidContentLength = Define(
        400,
        "InvalidArgument",
        "The Content-Length must be a non-negative integer.",
        "0017-00000103"
    );

    /// <summary>The body ended, or stopped, before Content-Length bytes had come.</summary>
    public static readonly OssError IncompleteBody = Define(
        400,
        "RequestTimeout",
        "Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed."
    );

    /// <summary>An operation that demands Content-MD5 came without.</summary>
    public static readonly OssError MissingContentMd5 = Define(
        400,
        "InvalidRequest",
        "Missing required header for this request: Content-MD5.",
        "0016-00000606"
    );

    /// <summary>The path or query is not percent-encoded UTF-8.</summary>
    public static readonly OssError InvalidUri = Define(400, "InvalidURI", "Couldn't parse the specified URI.");

    /// <summary>The request line or headers are larger than the server takes.</summary>
    public static readonly OssError RequestHeadersTooLarge = Define(
        400,
        "RequestHeaderTooLarge",
        "The request header is larger than the maximum allowed size."
    );

    /// <summary>A request that is not HTTP as the server can take it.</summary>
    public static readonly OssError BadRequest = Define(400, "BadRequest", "The request could not be understood.");

    /// <summary>The server failed in a way that it did not foresee.</summary>
    public static readonly OssError InternalError = Define(
        500,
        "InternalError",
        "Please contact the server administrator, oss@service.aliyun.com",
        "0001-00000000"
    );

    /// <summary>What is stored does not match its checksum; better no bytes than wrong ones.</summary>
    public static readonly OssError DamagedObject = Define(
        500,
        "InternalError",
        "The stored data of the object is damaged. Please contact the server administrator."
    );

    /// <summary>What is stored about a bucket, an object or a user cannot be read.</summary>
    public static readonly OssError DamagedRecord = Define(
        500,
        "InternalError",
        "A stored record is damaged. Please contact the server administrator."
    );

    /// <summary>The store has no room left; reading goes on working.</summary>
    public static readonly OssError StorageFull = Define(
        507,
        "InsufficientStorage",
        "There is not enough space left to store the data."
    );

    /// <summary>The store takes no writes after a failure of its disk.</summary>
    public static readonly OssError StorageReadOnly = Define(
        503,
        "ServiceUnavailable",
        "The storage is read-only at the moment. Reading goes on working."
    );

    /// <summary>The server is starting, stopping or overloaded.</summary>
    public static readonly OssError ServiceUnavailable = Define(
        503,
        "ServiceUnavailable",
        "The service is not available at the moment. Please try again."
    );

    /// <summary>An address or an access key asks more often than it may; Retry-After says when to ask again.</summary>
    public static readonly OssError TotalQpsLimitExceeded = Define(
        503,
        "TotalQpsLimitExceeded",
        "Max total qps limit is exceeded",
        "0004-00000302"
    );

    /// <summary>More is under way at one time than may be; Retry-After says when to ask again.</summary>
    public static readonly OssError ActiveRequestLimitExceeded = Define(
        503,
        "ActiveRequestLimitExceeded",
        "Max active request limit is exceeded"
    );

    /// <summary>x-oss-traffic-limit stands in the query and in the headers.</summary>
    public static readonly OssError TrafficLimitTwice = Define(
        400,
        "InvalidArgument",
        "x-oss-traffic-limit should be specified either in query string or header, not both.",
        "0004-00000501"
    );

    /// <summary>DescribeRegions of a region that there is not; its message is the region.</summary>
    public static readonly OssError NoSuchRegion = Define(404, "NoSuchRegion", "The region does not exist.");
}
