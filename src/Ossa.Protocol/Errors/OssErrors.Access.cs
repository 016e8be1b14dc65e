namespace Ossa.Protocol.Errors;

// Who may do what.
public static partial class OssErrors
{
    /// <summary>The bucket's ACL, which the object inherits, does not let the caller in; also nothing allows it.</summary>
    public static readonly OssError AccessDeniedByBucketAcl = Define(
        403,
        "AccessDenied",
        "You have no right to access this object because of bucket acl.",
        "0003-00000001"
    );

    /// <summary>An unsigned request for an operation on a bucket.</summary>
    public static readonly OssError AnonymousBucketAccess = Define(
        403,
        "AccessDenied",
        "Anonymous user has no right to access this bucket.",
        "0003-00000002"
    );

    /// <summary>The object's own ACL does not let the caller read.</summary>
    public static readonly OssError ObjectReadDenied = Define(
        403,
        "AccessDenied",
        "You do not have read permission on this object.",
        "0003-00000005"
    );

    /// <summary>The object's own ACL does not let the caller write or delete.</summary>
    public static readonly OssError ObjectWriteDenied = Define(
        403,
        "AccessDenied",
        "You do not have write permission on this object.",
        "0003-00000006"
    );

    /// <summary>The caller may not read the object's ACL.</summary>
    public static readonly OssError ObjectAclReadDenied = Define(
        403,
        "AccessDenied",
        "You do not have read acl permission on this object.",
        "0003-00000007"
    );

    /// <summary>A statement of the bucket's policy denies the request.</summary>
    public static readonly OssError AccessDeniedByBucketPolicy = Define(
        403,
        "AccessDenied",
        "Access denied by bucket policy.",
        "0003-00000101"
    );

    /// <summary>A statement of the caller's own policy denies the request; the service words it like this.</summary>
    public static readonly OssError AccessDeniedByUserPolicy = Define(
        403,
        "AccessDenied",
        "Access denied by bucket policy.",
        "0003-00000201"
    );

    /// <summary>A statement denies the deletion of one of the objects that a document names.</summary>
    public static readonly OssError DeletionOfManyDenied = Define(
        403,
        "AccessDenied",
        "Access denied by bucket policy.",
        "0003-00000204"
    );

    /// <summary>Neither a statement nor a list lets the caller delete one of the objects that a document names.</summary>
    public static readonly OssError DeletionOfManyNotAllowed = Define(
        403,
        "AccessDenied",
        "You do not have write permission on this object.",
        "0016-00000616"
    );

    /// <summary>The caller is not the owner, and no statement allows the action.</summary>
    public static readonly OssError NoPermission = Define(
        403,
        "AccessDenied",
        "You have no right to access this resource.",
        "0003-00000202"
    );

    /// <summary>The policy of temporary credentials does not allow the action.</summary>
    public static readonly OssError AccessDeniedBySessionPolicy = Define(
        403,
        "AccessDenied",
        "Access denied by authorizer's policy."
    );

    /// <summary>An operation of the owner, asked for by somebody else or by nobody.</summary>
    public static readonly OssError BucketNotYours = Define(
        403,
        "AccessDenied",
        "The bucket you access does not belong to you.",
        "0003-00000905"
    );

    /// <summary>A request without a Referer to a bucket that wants one; detail BucketName.</summary>
    public static readonly OssError RefererMissing = Define(
        403,
        "AccessDenied",
        "You are denied by bucket referer policy.",
        "0003-00000501"
    );

    /// <summary>The Referer is one that the bucket denies; detail BucketName.</summary>
    public static readonly OssError RefererDenied = Define(
        403,
        "AccessDenied",
        "You are denied by bucket referer policy.",
        "0003-00000502"
    );

    /// <summary>The Referer is none that the bucket allows; detail BucketName.</summary>
    public static readonly OssError RefererNotAllowed = Define(
        403,
        "AccessDenied",
        "You are denied by bucket referer policy.",
        "0003-00000503"
    );

    /// <summary>An unsigned request to a bucket whose requests are paid for by those who ask; detail BucketName.</summary>
    public static readonly OssError RequesterMustPay = Define(
        403,
        "AccessDenied",
        "Access denied for requester pay bucket",
        "0003-00000703"
    );

    /// <summary>An unsigned request at the service level.</summary>
    public static readonly OssError AnonymousServiceAccess = Define(
        403,
        "AccessDenied",
        "Anonymous access is forbidden for this operation.",
        "0003-00001201"
    );

    /// <summary>The caller may not list the account's buckets.</summary>
    public static readonly OssError ListBucketsDenied = Define(
        403,
        "AccessDenied",
        "You are forbidden to list buckets."
    );

    /// <summary>The bucket lives in another region; details Bucket and Endpoint.</summary>
    public static readonly OssError WrongEndpoint = Define(
        403,
        "AccessDenied",
        "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
        "0003-00001403"
    );

    /// <summary>A public bucket ACL while public access is blocked.</summary>
    public static readonly OssError PublicBucketAclBlocked = Define(
        403,
        "AccessDenied",
        "Put public bucket acl is not allowed"
    );

    /// <summary>A public object ACL while public access is blocked.</summary>
    public static readonly OssError PublicObjectAclBlocked = Define(
        403,
        "AccessDenied",
        "Put public object acl is not allowed",
        "0016-00000901"
    );

    /// <summary>Path style on a host that takes bucket names in the host only.</summary>
    public static readonly OssError SecondLevelDomainForbidden = Define(
        403,
        "SecondLevelDomainForbidden",
        "Please use virtual hosted style to access."
    );
}
