namespace Ossa.Protocol.Errors;

// Custom domains of buckets. The service documents codes and triggers, but few of the messages.
public static partial class OssErrors
{
    /// <summary>The body is no BucketCnameConfiguration document with a domain; detail ErrorDetail.</summary>
    public static readonly OssError MalformedXmlCname = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema."
    );

    /// <summary>The domain has three characters at most; detail Cname.</summary>
    public static readonly OssError CnameTooShort = Define(
        400,
        "InvalidArgument",
        "Entire hostname must be longer than 3 ASCII characters.",
        "0017-00000249"
    );

    /// <summary>The domain is no name of a host in ASCII with two labels or more; detail Cname.</summary>
    public static readonly OssError InvalidCname = Define(400, "InvalidArgument", "The domain name is not valid.");

    /// <summary>The domain is the service's own or the server's, or lies within it; detail Cname.</summary>
    public static readonly OssError CnameIsForbidden = Define(
        403,
        "CnameIsForbidden",
        "The domain name is reserved and cannot be mapped.",
        "0018-00000401"
    );

    /// <summary>PutCname of a domain that its sender has not shown to be his; details Bucket and Cname.</summary>
    public static readonly OssError NeedVerifyDomainOwnership = Define(
        403,
        "NeedVerifyDomainOwnership",
        "Please verify domain ownership by CreateCnameToken and try again.",
        "0018-00000115"
    );

    /// <summary>The domain is mapped to a bucket of another account; detail Cname.</summary>
    public static readonly OssError CnameDenied = Define(403, "CnameDenied", "The domain name is in use.");

    /// <summary>The domain is mapped to another bucket of the same account; details Cname and CnameType.</summary>
    public static readonly OssError CnameAlreadyExists = Define(
        409,
        "CnameAlreadyExists",
        "The domain name is mapped to another bucket already."
    );

    /// <summary>CreateCnameToken for a domain that is mapped to the bucket already; details Bucket and Cname.</summary>
    public static readonly OssError CnameTokenInUse = Define(
        403,
        "NoNeedCreateCnameToken",
        "The domain name is mapped to the bucket already.",
        "0018-00000302"
    );

    /// <summary>The bucket has as many tokens that have not expired as it may have; detail Bucket.</summary>
    public static readonly OssError TooManyCnameTokens = Define(
        400,
        "TooManyCnameToken",
        "You have attempted to create more cname token than allowed."
    );

    /// <summary>The bucket has as many domains as it may have; detail BucketName.</summary>
    public static readonly OssError TooManyCnames = Define(
        400,
        "InvalidArgument",
        "A bucket can have 100 domain names at most."
    );

    /// <summary>ListCname of a bucket that no domain has ever been mapped to; detail Bucket.</summary>
    public static readonly OssError NoSuchCname = Define(404, "NoSuchCname", "No domain name is mapped to the bucket.");

    /// <summary>There is no token for the domain, or it has expired; details Bucket and Cname.</summary>
    public static readonly OssError CnameTokenNotFound = Define(
        404,
        "CnameTokenNotFound",
        "Cname token not found.",
        "0018-00000301"
    );
}
